/** A form over pieces separated by single spaces; alternatives separated by `|` stay grouped. */
function form(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![^ ])(?:${alternatives.join("|")})(?![^ ])`);
}

/** A form at the beginning of a clause, after filler words. */
function opening(...alternatives: readonly string[]): RegExp {
  return after(LITTLE, alternatives);
}

/** As `opening`, and also after praise: "great that works". */
function openingYes(...alternatives: readonly string[]): RegExp {
  return after(
    `${LITTLE}|great|perfect|good|fine|awesome|cool|nice|alright|excellent|wonderful|sure`,
    alternatives,
  );
}

const LITTLE =
  "oh|ah|um+|uh+|hm+|well|so|and|then|ok|okay|ai|i guess|i think|i believe|why|please|hey|yes|yeah";

function after(little: string, alternatives: readonly string[]): RegExp {
  return new RegExp(`^(?:(?:${little}) )*(?:${alternatives.join("|")})(?![^ ])`);
}

/**
 * Words that may follow a yes without changing it. Each can be matched in only one way, so a long run of them
 * does not backtrack.
 */
const AFTER_YES =
  "(?:thanks?|thank you|thx|signthanks|signyes|please|then|now|too|as well|also|indeed|again|really|so much|very much|a lot|for (?:me|us|sure|real)|to (?:me|us)|with (?:me|us|that|this|it|those)|by me|on that|sir|maam|man|mate|dude|buddy|my friend|dear|guys|everyone|and|so|yes|yeah|yep|ok|okay|sure|great|good|fine|perfect|go ahead|go for it|do it|do that|do so|book it|book that|confirm it|confirm that|proceed|make it so|it is|that (?:is )?(?:it|fine|good|great|right|correct|perfect|ok|okay)|that works|i do|i would|i will|sounds? good|looks? good)";
/** Nothing further is said in the clause. */
const END = `(?=(?: ${AFTER_YES})*(?:$| but ))`;
/** As `END`, or a question about the business follows. */
const END_OR_ASKS = `(?=(?: ${AFTER_YES})*(?:$| (?:what|where|how|when|who|which|can|could|do|does|is|are|may|would|will|tell|give|send) ))`;
const GOOD_TO =
  "(?! (?:to(?! (?:me|us|go|book|proceed|confirm)(?![^ ]))|for now|news|question|luck|weather|next|before|after|enough))";

const GOOD =
  "(?:good|great|fine|perfect|right|correct|ok|okay|awesome|lovely|excellent|wonderful|alright|cool|amazing|brilliant|fantastic|accurate|true|it(?= (?:[.,!]|thanks|thank|then|for|please|exactly|indeed|yes)|$)|nice|ideal|exact|the one|the (?:best|right|perfect|correct)(?: \\S+)? (?:one|option|choice|details|thing)|exactly (?:right|it)|what i (?:want|need|said|wanted|meant))";
const VERY =
  "(?:(?:very|all|just|really|absolutely|definitely|exactly|precisely|surely|quite|totally|so|pretty|completely|perfectly|most|also|indeed|certainly) )*";

/** "You heard me right", "you've got that exactly": confirms what was read back. */
const UNDERSTOOD =
  "(?:i (?:think|believe|guess) )?(?:you |u )?(?:have |had )?(?:all )?(?:got|gotten|get|heard|understood|have|had|read|done|did|noted)(?: (?:it|that|this|me|them|those|these|everything|the (?:details|request|command|answer)|my (?:request|instructions?|order|words|wishes|details)|command))?(?: all)? (?:right|correctly|perfectly|exactly|(?:just|exactly|absolutely|quite) right|(?<=heard |understood )(?:good|well))(?! (?:now|away|there|here))";

/** "Book it on Friday" names a time, so it is not a yes to the question. */
const NOT_OTHERWISE =
  "(?! (?:(?:on|at|in|by|from|via|like|again|tomorrow|today|next|later|earlier|instead|to|somewhere|yourself|[A-Z]\\d\\S*|for (?!me|us|sure)|with (?!pleasure|that|this|it)\\S+)(?![^ ])))";
/** Clearly a yes, whatever was asked. */
export const YES = openingYes(
  "y(?= [.!,]|$)|y+e+s+|ye+a?p|yu+p+(?:ers)?|y+e+a*h*|yh|ya+h?|yass*|yessir|aye|affirmative|signyes|si|oui|ja|uh - huh|uh huh|mm - hmm|mm hmm|mhm",
  "sure(?: thing)?(?! you (?:are|did|do)(?![^ ]))|certainly|definitely|absolutely|undoubtedly|of course|indeed|(?:precisely|exactly)(?! (?:how|when|where|which|who|why|what)(?![^ ]))|totally|for sure|by all means|very well",
  `positive|roger|copy that|(?:that is )?(?:spot|bang|dead) on|on point|nailed it|[a-z]+ hundred percent|(?:N100|hundred) (?:percent|%)|no doubt about it|count me in|without a doubt|most (?:certainly|definitely)|very true|so true|true that|right on|for real|legit|naturally|surely|positively|undeniably|without (?:question|a doubt)|fo sho|that is for sure|you (?:have )?got it${END}|you betcha|(?:may|might) as well|okey dokey|okie dokie|it (?:sure|surely|really|certainly|definitely) is|sure is|(?:i )?(?:think|believe|guess|suppose|reckon|would say|say) so|that is (?:a|the) (?:fact|truth|case|yes)|(?:it is|that is)(?: \\S+)? a (?:\\S+ )?yes|i (?:would|will) love to$|i can confirm|that checks out|that (?:seems|looks|sounds) like it (?:would|will|could|should) work|can we please$|(?:approval|consent) (?:granted|given)|i (?:have|give) no objections?|all systems go`,
  `correct(?! (?:the|my|this|that|it|me|his|her|your|our|their|date|time|name|day)(?![^ ]))|confirm(?:ed)?(?= (?:it|that|this)(?: (?:please|now|then|for|booking|appointment|visit|and|[.,!])|$)| please(?: (?:[.,!]|do|and)|$)|$)|(?:you (?:can|may)|please) (?:confirm|book) (?:it|that|this)|(?:that|it|this) is confirmed|(?:strongly |totally )?agreed(?! (?:price|time|date|day|on))|accepted|accept${END}|approved|facts|true(?= (?:is|be) my (?:answer|response)|(?: ${AFTER_YES})*$)|right(?! (?:now|away|after|before|day|time|place|name|next|there|here))`,
  `go (?:right )?ahead(?! and (?:close|cancel|delete|remove|call|drop|get rid))|go for it|please do(?! not)|(?:do it|book (?:it|that))${NOT_OTHERWISE}|make it so|lets (?:do|book|confirm|reserve)(?: (?:it|that|this))?${END}|proceed|(?:carry on|continue|go on)(?: with (?:it|that|this|the \\S+))?${END}|lets go|i (?:\\S+ )?do${END}|i (?:\\S+ )?(?:confirm|agree|accept|approve|assent|consent|concur)(?: (?:to |with )?(?:it|(?:that|this|the|my|these|those)(?: [a-z]+)?))?${END}|i (?:\\S+ )?(?:confirm|assent|consent|concur|approve) that|why not|you bet|you got it|no doubt|permission granted|you have my (?:permission|approval|okay|ok|blessing|consent)|you (?:may|can) (?:proceed|go ahead)|lock (?:it|that) in|seal the deal|make it (?:happen|official)|(?:bet|go|book(?: away)?)${END}|do (?:so|that${END}|book (?:it|that|this))|(?:put|sign) me (?:down|up)(?: for (?:it|that|this))?${END}`,
  `(?:that|it|this|which|everything|all|all of that|that all)(?: all)? (?:is|be|sounds?|seems?|looks?|would be|will be|should be|has to be|must be) ${VERY}(?:(?:like|as) )?${VERY}${GOOD}${GOOD_TO}`,
  `(?:the |its )?(?:sounds?|looks?|seems?) ${VERY}(?:like a (?:plan|deal|winner)|${GOOD}${GOOD_TO})`,
  "(?:that|this|it) sounds? (?:like )?(?:a )?(?:plan|good plan|deal|winner)",
  `(?:that|this|it|its|which) (?:(?:will|would|should|can) )?(?:works?|does it|do it|do(?! not)|suits?)(?: (?:for me|${VERY.trim()}fine|great|well|perfectly))*`,
  `(?:works for|suits) me|works(?: (?:perfectly|great|well|fine|nicely))?${END}|fine by me|fine with me|good to go|all good|i (?:would|will) (?:really )?(?:love|like) (?:that|it)${END}|that makes sense|you (?:are|be) (?:right|correct)(?! (?:now|there|here|on))|that would (?:suit|be true)|(?:everything|it all|all of (?:it|that)) (?:checks out|adds up|fits|works)|all (?:the details )?(?:correct|right)${END}|(?:these|those|they) are the (?:right|correct) [a-z]+${END}|it is a (?:deal|date|plan)${END}|its ${VERY}${GOOD}${END}|we (?:be|are) good to go|${UNDERSTOOD}`,
);

/** A yes if something was proposed; on their own these may mean nothing. */
export const CONTENT = openingYes(
  `(?:the|those|these|that|this|all|your|my)(?: \\S+)? (?:details?|information|info|appointment|booking|time|date|day|slot|one|place|everything|reservation)(?: and (?:the )?(?:date|time|day|place|service))? (?:(?:is|are|looks?|sounds?|seems?) (?:all )?${VERY}${GOOD}${GOOD_TO}|works?|will work|would work|will do|suits?)(?! (?:available|in|at|on|open))`,
  "please(?: do)?(?: [.!])*$|(?:please )?(?:book|make|schedule|reserve|confirm|place|complete|finalize) (?:it|that|this|me in|(?:the|this|that|my|an) (?:appointment|booking|reservation|visit|slot))(?! (?:i|we|there|my|you|he|she|they|it)(?![^ ]))",
  `i (?:be|am) (?:\\S+ )?(?:fine|good|ok|okay|happy|cool|comfortable|satisfied|pleased) with (?:that|it|this|those)|i (?:be|am)(?: (?:indeed|sure|positive|certain|in|game|down))?(?: (?:thanks|thank you|please|about (?:it|that|this)))*$`,
  `(?:it does|it is|they are|we do|i will|i would|(?:i would )?love to|i (?:want|will take|will have|would take|take) (?:it|that|this)(?: one)?)${END}`,
  `i (?:would like|want|would like you|want you) to (?:book|confirm|proceed|go ahead|reserve)(?: (?:it|that|this|with (?:it|that|this)))?${END}|that is what i (?:asked for|requested|had in mind|was looking for|want to do)|i (?:guess|suppose|think) (?:that|it) is ${GOOD}${END}|that is (?:okay|ok|fine) to (?:proceed|book|go ahead)`,
  `(?:okie|okey|oki|alrighty|great|perfect|awesome|excellent|wonderful|fine|good|cool|nice|o+k+|okay|k|kk|alright|all right|lovely|brilliant|fantastic|super|amazing|splendid|marvelous|marvellous|sweet|terrific|fab|fabulous|deal(?! with))(?: (?:doki|dokie|dokey|beans|stuff|choice|one))?${END_OR_ASKS}`,
);

const TRUE = "(?:true|truth|accurate|affirmative|correct|right(?! (?:now|away|here|there))|fact|factual|yes)";
const FALSE =
  "(?:false|falsehood|wrong|incorrect|untrue|inaccurate|invalid|fake|negative|mistaken|lie|bogus|improper)";

/** A judgement on what was said before: "the answer is affirmative", "I believe that to be false". */
export const HOLDS = form(
  `(?<!(?:might|could|may) )(?:is|be|are|was|sounds|appears|seems|must be|to be|very much|say|answer|statement|agree with|believe|must say|response|has to be|that on|going with|definite|definitely|that as) (?:\\S+ ){0,6}?${TRUE}(?= (?:answer|statement|response|thing|of what you|as my) ?|(?: ${AFTER_YES})*$)`,
);
/** A statement that what was read back is wrong. */
export const FAILS = form(
  `(?:is|be|are|was|sounds|to be|say|answer|statement|believe|response|that|completely|totally|it|definitely|for) (?:\\S+ ){0,6}?${FALSE}`,
  `${FALSE} (?:for sure|answer)`,
  "you (?:have |had )?(?:got|gotten|heard|understood|did|done|had|noted|read)(?: (?:it|that|this|me|everything|the|a|my|task|request|name|date|time|day|command|all|in)){0,4} (?:wrong|wrongly|incorrectly|mistaken)|you (?:have |had )?(?:misheard|misunderstood|mistaken|messed up|mixed up|botched)|made (?:(?:a|some|an) )?(?:mistakes?|errors?)",
);

/** "Sorry, no", "thanks but no". */
const BEFORE_NO =
  "sorry|thanks|thank you|thx|unfortunately|i be sorry|i be afraid|but(?= (?:no|not|nope|nah)(?: (?:thanks|thank you|really|today|now|for me|this time))*$)";

/** Clearly a no. */
export const NO = after(`${LITTLE}|${BEFORE_NO}`, [
  "n(?= [.!,]|$)|none(?: of (?:them|those|these|the (?:above|times)))?(?= [.!,]|$| (?:work|suit|is|are|will|do))|neither(?: of (?:them|those|these))?(?= [.!,]|$| (?:work|suit|is|will|do))|n+o+|no+pe|nop|na+h+|naw|nay|negative|negatory|nada|never|signno|nuh uh|no way|nix",
  "(?:absolutely|certainly|definitely|of course|surely|probably|rather|please|actually|maybe|hell|heck|better|really|that is|this is|it is|i would prefer|i would rather|i be afraid|i should think|it seems|i hope|i think|i guess|i suppose) (?:not|no)(?! problem)",
  "i (?:\\S+ )?(?:disagree|refuse|decline|object)|not even close|under no circumstances|hard pass|(?:by|in) no (?:means|way)|not (?:really|at all|happening|that|now|right now|yet|today|any more|anymore|interested|for me|a chance|quite|so|exactly|in a million|on your life|this time|correct|right|true)",
  "hell (?:no|nah)|heck no|no sir|nothing(?: (?:now|else|more|at the moment|as of now|really|at all|for me))?(?= [.!,]|$)|(?:i )?(?:will|shall) pass|pass|i (?:must|have to|gotta|got to|would have to|am going to|need to) say no|wrong|incorrect|false|invalid|untrue|inaccurate",
  "i (?:do|did|would|can|could|will|have) not(?! (?:know|care|mind|remember|have (?:a|any) (?:idea|clue)|hear|catch|understand|get (?:what|that|it|you)|quite|recall|(?:say|tell)(?: for (?:sure|certain))?(?= [.!,]|$)|decide|decided|give you (?:an|a) (?:\\S+ )?answer|be (?:sure|certain|positive)|made up my mind|make up my mind))",
  "do not|that (?:would be|is) (?:a )?no(?= [.!,]|$)|that (?:will|would|does|is|can) not|(?:it|this) (?:will|would|does|is|can) not",
]);
/** A no anywhere in a clause, unless the clause is a question. */
export const NO_WITHIN = form(
  "(?:is|be|was|are|that|it) (?:\\S+ )?not (?:\\S+ )?(?:right|correct|true|it|what i (?:be |am |was )?(?:want|wanted|said|meant|asked|looking|searching|asking)|accurate|good|ok|okay|fine|possible|proper|the case|so|happening|working|gonna)",
  "(?:does|will|would|do|can) not (?:\\S+ )?(?:work|suit|think so|think that|want|like|agree|believe|book|do (?:it|that|this)|need|fit|confirm|be able)",
  "(?:answer|response|reply|say|saying|going with) (?:\\S+ ){0,3}?no|no is (?:my|the)|(?:a|be|is)(?: \\S+)? (?:no|negative)|(?:meant|mean|say|said) no|rather not|prefer not|no good",
);

/** Withdraws a yes or makes it conditional. */
export const VETO = form(
  "but|wait|actually|instead|rather|apart from|aside from|besides|(?<!(?:at|the|my|on|your|very) )first(?= [,.?!]|$)|before (?:i|you|we) (?:book|confirm|commit|decide|do|pay)|change|changed|changing|except|unless|although|though|however|hold on|hang on|sec|maybe|perhaps|possibly|only if|(?<!(?:know|and|ask|wondering|wonder|see|check|me|us|out|also) )if|provided|as long as|scratch that|on second thought|thinking|not|never|no|nope|nah|negative|modify|switch|move|reschedule|push|swap|different|cancel|stop|nevermind|never mind|forget|earlier|sooner|prefer|else|unsure|mean|meant|oops|think about|different",
  "not sure|let me (?:think|check)|almost|nearly|wrong|incorrect|should be(?! (?:good|fine|great|ok|okay|perfect|alright|all right|correct|right))|supposed to be|make (?:it|that)(?!$| (?:so|happen|official|please|then|now|,|[.])(?![^ ]))|other than|another(?! (?:question|thing|minute)(?![^ ]))|other (?:time|day|date)s?|i (?:doubt|wonder|guess(?! (?:so|that is|it is)))|or (?:false|no)|(?:yes|yeah|yep|yup|yea|sure|ok|okay|please)(?: ,)? with (?!(?:that|this|it|me|us|pleasure|no|all)(?![^ ]))\\S+",
);

/** Phrases that contain a no but do not mean it. */
export const HARMLESS_NO =
  /(?<![^ ])(?:(?:phone|contact|mobile|cell|telephone) nos?|if (?:possible|that is ok|that is okay|you (?:can|could)(?= (?:[.,!?]|please|thanks|thank)|$))|no (?:later|earlier|sooner|more|less|longer|fewer) than|no (?:clue|idea|kids|children|pets|allergies|particular \S+|specific \S+|special \S+)|i do not (?:think i (?:got|have|know)|know|have|remember)(?= (?:the|their|your|his|her|where|what|how))|no (?:problem|problems|worries|doubt|rush|hurry|trouble|preference|more questions|questions|changes|corrections|objections?|complaints)|nothing to (?:change|correct|add)|(?:do not|no need to) (?:change|alter|correct) (?:anything|a thing|a word)|not (?:a )?(?:problem|bad|wrong|an issue|a bad)|can not wait|could not (?:be better|ask for more|agree more)|why not|(?:do not|not to) (?:forget|worry)|not only|if not|whether or not|not (?:you|it) wrong)(?![^ ])/g;

export const THANKS = form(
  "thank|thanks|thank\\S*|thanx|thnks|tanks|helpful|indebted|good looking out|way to go|nice one|well done|(?:exactly|just) what i (?:needed|wanted|was looking for)|you (?:did|have done|were|be|are)(?: \\S+){0,3} (?:good|great|well|wonderful|amazing|excellent|fantastic|star|lifesaver|godsend|gem|best|awesome|legend|helper)(?: job)?|(?:like|love|liked|loved|enjoyed|enjoy) (?:your|that|the) (?:answer|help|response|work|assistance)|signthanks|grateful|gratitude|appreciat\\S*|merci|gracias|danke|arigato|too kind|that (?:really )?help(?:s|ed)(?: (?:a lot|me|so much|out))*|respect|obliged|cheers|tysm|owe you(?: one)?|much love|kudos|props|(?:what a|how) (?:help|helpful|kind|nice|sweet|thoughtful|generous)(?: of you)?|(?:awesome|nice|kind|sweet|good|great|lovely|generous|thoughtful) of you|you (?:\\S+ )?helped(?: me)?(?: (?:out|a lot|so much|very much|tons))*|bless you|go unnoticed|that you so much",
  "(?:good|great|nice|excellent|amazing|wonderful|fantastic|awesome|perfect|well) (?:job|work|answer|done|help|response|assistance)|(?:glad|happy|pleased|delighted|satisfied) (?:that you|with (?:your|the|that|this)|you (?:did|could|helped|answered|were able)|for your|to have your)|(?:your|that) (?:answer|help|response|assistance) (?:pleased|was (?:great|good|helpful|very|so|perfect|really))|(?:very|so|really|super|extremely|been|most|you be|you are) (?:\\S+ )?(?:helpful|kind of you)|so kind|(?:big|great|real) help|life ?saver|you (?:rock|are the best|be the best|are awesome)",
);

export const BYE = form(
  "bye|byes?|goodbye|farewell|fairwell|fare well|adios|ciao|sayonara|syonara|au revoir|hasta(?: la vista| luego| manana)?|arrivederci|auf wiedersehen|over and out|laters|until tomorrow|(?:time|got|have|going|need) (?:for me )?to (?:be going|bounce|jet|hit the road|head out|go home)|cheerio|ta ta|toodles|toodle\\S*|tata|buh bye|byebye|cya|ttyl|l8r|goodnight|nighty? night|so long|tootles|chat later|smell you later|adieu|happy trails|(?:keep|stay) in touch|stay safe|have fun|have a safe \\S+|it (?:is|has) been fun|time (?:for me )?to go(?= (?:[.!,]|now)|$)|i (?:be|am|will be) (?:going|leaving|off)(?: now)?(?= [.!,]|$)|i will be back(?: (?:later|soon|tomorrow))?(?= [.!,]|$)",
  "(?:see|cya|catch|hear from|speak to|speak with|talk to|talk with) (?:you|ya|y all|u)(?: \\S+)? ?(?:later|soon|around|again|then|tomorrow|next|in|there|on|when|at)|(?:see|catch) (?:you|ya)|talk (?:later|soon|again soon)|til next time|until (?:next time|then|we|later)|later (?:gator|gater|alligator|,|dude|man|buddy|friend)",
  "(?:have|enjoy) (?:a|an|yourself|your|the) (?:\\S+ )?(?:good|great|nice|lovely|wonderful|pleasant|fantastic|blessed|goodday|day|one|night|evening|weekend|rest|week)(?: \\S+)?|take (?:care|it easy)|peace out|(?<=^|[.,!] )peace(?= [.!,]|$)|(?:i )?(?:have|need|got|must|should|better|going) (?:to )?(?:get going|go now|go|leave|run|head out|be going|be off|dash|split)(?! (?:to|for|on|with|back|at|in|over))|i be (?:out|off|leaving|heading out|done here|gone)|(?:thanks|thank you) for (?:talking|chatting|the (?:chat|talk|conversation)|speaking|your company)|logging off|signing off",
  "(?:nice|good|great|lovely|pleasure|fun|enjoyed|enjoyable|glad|wonderful|delight|enjoy|pleasant|happy|enjoying|awesome|cool|delightful|blast|amazing)(?: \\S+){0,6}? (?:talk|talking|talks|chat|chatting|chats|speak|speaking|meet|meeting|see you|seeing|conversation|converse|conversing|catch up|catching up|catch you|hanging out|conversations|discussion|discussing)(?: .*)?",
  "it was (?:fun|nice|great|good|a pleasure)|this was (?:fun|nice|great)|(?:nice|good) (?:seeing|to see) you(?: \\S+)*",
);
const DONE_WORDS =
  "(?:that|this|it)(?: is| will be| would be| was| does| will do| be)? (?:all|it|everything|about it|me done)(?: (?:for (?:now|today|me|the moment|this time)|i (?:need|needed|wanted|want|have|was looking for)|then|thanks?|thank you|for))*";
/** "That's all", "nothing else", "I'm good": the customer wants nothing more. */
export const DONE = form(
  DONE_WORDS,
  "nothing (?:else|more|for (?:now|the moment))|(?:takes care of|covers) (?:it|everything|that|all)|not at (?:this|the) (?:time|moment)|that is all|(?:i be|i am|we are) (?:all )?(?:good|set|done|fine)(?: (?:for now|now|thanks|then|here))?|no more|all set|that will do(?: it)?|that does it|do not need anything(?: else)?",
);

export const GREETING = opening(
  "(?:(?:let me|i (?:would like|want|wanted) to|would love to) know|tell me|just checking|checking(?: in)?(?: on)?|wondering) how (?:you (?:are|be|have been|feel)|things are|life is)|hi|hiya|hello|hallo|hullo|hey+|heya|heyo|hola|howdy|greetings|goodday|yo+|sup|wassup|whaddup|bonjour|ahoy|aloha|salutations|good to see you|nice to see you|it is (?:good|nice|great) to see you|top of the|hows (?:it|things|everything|your|life|ya|are)|how are (?:you|ya|things|u)|how (?:is|be) (?:it|everything|life|your|the|things|ife|you)|how have you|how (?:ya|you|do you|does) (?:been|doing|are|feel|feeling|do|goes|go)|how goes|what is (?:up|new|going on|happening|good|cooking|shaking)|whats? up|what up|are you (?:doing|feeling|okay|ok|alright|well|having)|is everything (?:ok|okay|going|alright|fine|good)|(?:is )?(?:anyone|anybody|someone|somebody)(?: \\S+)? (?:there|here)|(?:are )?(?:you|u)(?: still)? (?:there|here)(?= [?.!]|$)|long time no see|wake up|pleased to meet|nice to meet|is your day",
);

export const REPEAT = form(
  "repeat|repeats|repeated|repeating|reiterate|rephrase|re - phrase|be confused|(?:unable|not able) to understand|not (?:sure|certain|clear) what (?:you|that|this) (?:mean|means|meant|be saying|are saying|are asking|said|want)|restate|redo that|pardon(?: me)?|come again|excuse me|beg your pardon|one more time|once more|once again|say what|run (?:that|it|this) by me|go over (?:that|it) again|replay|retry|try (?:that|it|this) (?:again|once more)",
  "(?:say|said|ask|tell|state|read|explain|mention|give|go through|go over|play|do|can you|hear|speak)(?: \\S+){0,6}? (?:again|over(?! (?:the|a|an|my|video|zoom|phone|skype|lunch|there|here))|gain|one more time|twice|a second time)",
  "(?:did|do|could|can|would) not (?:\\S+ ){0,2}?(?:hear|catch|understand|get|follow|grasp|pick up|make out|comprehend)(?! (?:it done|in|an?|the (?:time|day|address|number|appointment)|my))(?: .*)?|(?:misheard|missed) (?:that|you|what|it|the)(?: .*)?|unable to hear|hard to hear|can not hear",
  "what (?:was|is|were) (?:that|it)(?: (?:again|last|you).*| [?!.])?|what (?:did|do|have|had|was|were|is) (?:it )?(?:that )?you(?: \\S+){0,3}? (?:say|said|ask|asked|mention|tell|mean|saying|asking|just|question)|what (?:question|was the (?:question|last)|did you say|you (?:just )?(?:said|asked|say))|what (?:is|was) the (?:last )?(?:question|thing you)|speak up|what question",
  "what (?:would you say|are you saying)(?= [?.!]|$)|play (?:that|it) back|(?:say|speak|talk|read)(?: (?:it|that|this|a bit|a little|please))* (?:slower|more slowly)|slow down|(?:i|im|sorry) (?:be )?(?:lost|confused) what|last (?:thing|part|bit) (?:you|again)|(?:hear|need|want|like) (?:to hear )?(?:that|it|this) (?:again|once more|repeated|one more time)",
);
/** On its own, a request to repeat. */
export const WHAT =
  /^(?:sorry |im sorry |i be sorry )?(?:,? ?)(?:what|huh|sorry|eh|hm+|pardon|come again|say again|again|excuse me|what now)(?: please)?(?: [?!.,])*$/;

const PERSON =
  "(?:human|humans|person|people|someone|somebody|agent|representative|rep|manager|owner|receptionist|staff|operator|employee|supervisor|real|live|actual|the (?:salon|clinic|office|shop|front desk|desk|team|reception|spa|practice|studio)|reception|boss|advisor)";
/** Asks to speak to a human. */
export const HUMAN = form(
  `(?:speak|speaking|talk|talking|connect|transfer|put me|put|get me|pass me|chat|hand me|switch me|forward|direct|escalate)(?: \\S+){0,3}? (?:to|with|through|over|me|on)(?: \\S+){0,3}? ${PERSON}`,
  `(?:want|need|like|get|prefer|give me) (?:a|an|to (?:speak|talk)|some)? ?(?:\\S+ )?(?:human|real person|live person|actual person|agent|representative|operator|live agent)`,
  "(?:have|ask|get) (?:someone|somebody|a person|the owner|the manager) (?:to )?(?:call|ring|phone|contact|text)(?: me)?|call me(?: back)?|get me (?:a|an) (?:\\S+ )?(?:human|person|agent|representative)|(?:is|are) there (?:a|an|any|some) ?(?:\\S+ )?(?:human|person|agent|representative|one|body)(?: \\S+){0,3}? (?:talk|speak|chat)(?: .*)?|(?:can|could|would|will) (?:someone|somebody|anyone|anybody|one of you|the (?:owner|manager)|a person) (?:\\S+ )?(?:call|ring|phone|contact|text|get back|reach out|speak|talk)(?: .*)?|(?:put|pass|patch) me through|get me (?:your|the) (?:manager|boss|owner|supervisor)|(?:someone|somebody|anyone)(?: else)? (?:to|who can|that can) (?:help|talk|speak)(?: .*)?|not (?:\\S+ ){0,2}?(?:talk|speak|chat|deal|talking|speaking|dealing)(?: \\S+)? (?:to|with) (?:you|an? (?:\\S+ )?(?:bot|robot|machine|computer|ai))(?: .*)?|customer (?:service|support)|real (?:human|person) please|speak to a? ?human",
);
export const HUMAN_ALONE =
  /^(?:a |an |the )?(?:human|agent|operator|representative|real person|live agent|person|receptionist|manager)(?: please)?(?: [?!.])*$/;
/** Questions whether this is a bot, which mention a human without asking for one. */
export const ABOUT_BOTS = opening(
  "am i|are you|be you|is this|do i|can you prove|you sound|who are|what are|were you|if you|tell me if",
);

/** Asks for something other than what was offered. */
export const ALTERNATIVES = form(
  "(?:any|some)(?:thing|one|body|where|time)? else|something else|someone else|somebody else|what else|who else|when else|where else|anyone else|else",
  "(?<!(?:no|each|every|on the|than|nothing) )(?:other|others|another|alternative|alternatives|different|alternate)(?! (?:hand|than))",
  "(?:more|additional|further) (?:options|times|slots|choices|openings|dates|days|alternatives)|any ?(?:one|body|thing|where) other than|next (?:option|one|choice)|(?<!(?:no|not|nothing) )(?:later|earlier|sooner)(?= (?:one|time|slot|appointment|option|available|in the day|that day|please|than|[?]|on)|$)|(?:any|some)thing (?:later|earlier|sooner|better|nearer|closer)|not (?:that|this) one|keep looking|find me (?:another|one)",
);

/** Chooses one of the options offered. */
export const SELECT = form(
  "(?:i|we) (?:will|would|can|could|ll) (?:take|go with|have|choose|pick|grab|go for|stick with|do)(?! not)|(?:lets|let us) (?:go with|take|do|pick|choose)|(?:want|like|choose|pick|take|prefer|book|love|reserve|try|visit) (?:this|that|it|them|him|her|the (?:one|first|second|third|last|later|earlier))(?: one)?",
  "(?<=^(?:(?:ok|okay|yes|sure|fine|yeah|,) )+)(?:that|this)(?= (?:please|then|[.!])|$)",
  "(?:this|that|the latter|the former|the \\S+(?: \\S+)?) one|(?:the|that) one (?:with|at|on|in)|(?:C\\S+|K\\S+|[NUOQ]\\d+|W\\d|AM|PM|OCLOCK|noon|morning|afternoon|evening|today|tomorrow) (?:works|suits|is (?:good|fine|great|perfect)|sounds (?:good|great|perfect|fine)|would (?:work|be (?:good|great|perfect)))|go with (?:that|this|it|the|them)|works for me|that works|(?:that|it|this) (?:sounds|seems|looks) (?:\\S+ )?(?:good|great|perfect|nice|fine|like a good|awesome|lovely)|sounds (?:good|great|perfect|fine|nice|awesome)|(?:that|this) (?:is|will|would) (?:\\S+ )?(?:good|great|fine|perfect|work|do|the one|a (?:good|great|nice))|i (?:can|will) go|perfect for me",
);

/** An order phrased as a question, which does not ask for information. */
export const POLITE_ORDER = opening(
  "(?:can|could|would|will) (?:you|i|we|u)(?: please| just| also| maybe)? (?:book|schedule|make|change|move|cancel|find|set|reserve|do|reschedule|switch|put|help|look|search|change|add|get me|try|have it|please)|may i (?:book|schedule|make)",
);
export const QUESTION = opening(
  "(?:what(?! you (?:just )?(?:said|say))|where|when|who|whom|whose|why|how|which|can|could|do|does|did|is|are|was|will|would|may|should|shall|has|any)(?! not)|have you|tell me|give me|let me know|get me (?:the|their|his|her|your)|i (?:need|want|would like) (?:to (?:know|have)|the|their|his|her|your) |(?:please )?(?:send|provide|share)|i (?:would|do) (?:like|want) to know|also ,?",
  // "Hi how much is it" asks; "hi how are you" greets.
  "(?:hi|hello|hiya|hi there|hey there|goodday) (?:what(?! (?:is )?up)|where|when|who|which|can|could|do|does|will|would|may|should|is there|are there|how (?:much|long|late|far|many|early|do i|can i|does))",
);

/** Praise alone, when nothing was asked, counts as thanks. */
export const PRAISE =
  /^(?:(?:really|very|so|that is|this is|it is|wow|oh|super|,|[.!]|how|most|quite|you are|awesome|great|nice|excellent|amazing|wonderful|fantastic|sweet|superb|brilliant|perfect|marvelous|outstanding|cool|love it|good|stuff|one|the best) ?)*(?:awesome|great|nice|excellent|amazing|wonderful|fantastic|sweet|superb|brilliant|marvelous|outstanding|love it|the best)(?: [.!])*$/;
