/** Small enhancements; every page works without them. */
import { changeInPlace } from "./in-place.js";
import { countDown } from "./countdown.js";
import { keepLive } from "./live.js";
import { narrowLists } from "./narrow.js";
import { watchPresses } from "./press.js";
import { sendOnce } from "./send-once.js";
import { tellZones } from "./zone.js";

sendOnce();
watchPresses();
changeInPlace();
countDown();
keepLive();
narrowLists();
tellZones(document);
