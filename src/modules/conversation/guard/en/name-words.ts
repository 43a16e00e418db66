/** First and last names that are also months, weekdays, parts of the day or numbers. */
export const NEEDS_CARE =
  /^(?:january|april|may|june|july|august|september|october|november|december|march|mon|wed|sun|sunday|monday|tuesday|wednesday|thursday|friday|saturday|jan|mar|jun|jul|dawn|noon|eve|week|day|weeks|easter|winter|summer|one|three|seven|eleven|\d+)$/;

/** Words before such a name that show that it means a person. */
export const MEANS_A_PERSON =
  /\b(?:with|with [a-z]+ (?:and|or)|see|dr|mr|mrs|ms|thanks|thank you|hello|hi)[\s,.]+$/;

/** Words next to such a name that show that it means a date after all. */
export const MEANS_A_DATE = {
  before:
    /(?:\b(?:in|on|of|this|next|last|early|mid|late|until|by|since|for|every|until|from|to|through|before|after)\s+|\d\s*(?:st|nd|rd|th)?\s*(?:of\s+)?)$/,
  after:
    /^[\s,]*(?:\d|the \d|first|second|third|\w+th\b|at \d|morning|afternoon|evening|works|is (?:free|available|fully|full|open|closed|the|a|\d))/,
};

/** Words in service names that elsewhere would promise, count or date something. */
export const SERVICE_NEEDS_CARE =
  /\b(?:free|no|discount\w*|refund\w*|gifts?|upgrade\w*|vouchers?|bonus|treats?|charge|deposit|complimentary|first|second|third|fourth|fifth|one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|double|noon|midday|midnight|lunch\w*|morning|afternoon|evening|night|today|tomorrow|early|late|last|next|day|days|week\w*|month\w*|year\w*|hours?|minutes?|mins?|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|christmas|easter|open\w*|closed?|booked|booking|cancel\w*|confirm\w*|reserv\w*|moved|held|guarantee\w*|\d+)\b/;
