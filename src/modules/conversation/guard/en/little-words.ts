/** Words that say nothing about a topic: two texts that share only these need not be on the same one. */
export const LITTLE: ReadonlySet<string> = new Set(
  "about above after again also always amount another anything appointment appointments available back because been before being below between book booked booking bookings both bring business can cancel change cost costs contact could days does doing down during each either else every first from have having here hour hours into just know later least length like little look made make many more most much must need next number once only open other ours over please price quoted ready really right same sessions should shall some something still such sure take takes than that their them then there these they thing think this those through time times today tomorrow under until upon very visit visits want week well were what when where which while will with would yes your yours".split(
    " ",
  ),
);
