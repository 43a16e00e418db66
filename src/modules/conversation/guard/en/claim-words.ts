import type { Deed } from "#modules/conversation/guard/facts.ts";

/** Words that say that something was done, and what must have been done for them; none: nothing makes them true. */
export type ClaimForm = { readonly form: RegExp; readonly needs: readonly Deed[] };

const VISIT =
  "(?:appointment|booking|visit|reservation|session|slot|spot|seat|place|haircut|treatment|it|that|this|them|everything|one|one's|time|you)";
const ANY_DEED: readonly Deed[] = ["booked", "cancelled", "moved", "waitlisted", "held", "handed_over"];

/** Kept for the customer by a hold, for the time being. */
export const HOLDS =
  / (?:(?:held|hold|holding|keep|keeping|kept|saved|saving|reserved|reserving|set aside|blocked)(?: [A-Za-z\d]+){0,7} (?:for (?:length|moment|now|a few|the next|a short|you while|another)|while|until|temporarily|meanwhile)|(?:i (?:be|am)|i have|we have|we are|i will|i can) (?:now |just )?(?:held|holding|hold|keeping|keep)|(?:is|be) (?:held|on hold|kept|being held)) /;

export const CLAIMS: readonly ClaimForm[] = [
  {
    needs: ["waitlisted"],
    form: / (?:(?:on|to|onto|in|joined|join) (?:the|our|a|that) (?:wait ?list|wait list|waiting list|queue|list)|wait ?listed|in (?:line|the queue)|first in line|next in line|put your name down) /,
  },
  {
    needs: ["handed_over"],
    form: / (?:(?:passed|passing|forwarded|forwarding|handed|handing|relayed|relaying|escalated|escalating|transferred|transferring|notified|notifying|alerted|alerting|informed|messaged|messaging|told|asked|contacted|contacting|pinged|flagged|connecting|connected|let)(?: [A-Za-z\d]+){0,4} (?:owner|team|staff|manager|colleague|colleagues|person|someone|human|front desk|them know|along|on|over|through)|(?:owner|team|staff|manager|colleague|they) (?:has|have|was|were|are|is) (?:been |now |already )*(?:notified|told|informed|alerted|asked|messaged|aware|on it|looking into)|(?:someone|somebody|owner|colleague|team|person|they|human|manager|staff|receptionist|we|one of us) will (?:call|contact|ring|phone|text|get back|reach out|be in touch|get in touch|write|e-?mail|reply|follow up)|expect a call|noted (?:it|that|this|your [a-z]+) for the (?:owner|team)|hear (?:back )?from (?:the|our) (?:owner|team|manager|staff)) /,
  },
  {
    needs: ["cancelled"],
    form: / (?:cancell?ed|called off|cancell?ing|withdrawn|scrapped|cancellation (?:is|was|has been|went) (?:confirmed|complete|completed|done|through|processed)|taken (?:it |that |you )?off|took (?:it|that|you) off|removed (?:it|that|the|your)|(?:booking|appointment|visit|reservation) (?:has been|was|is|is now|got) (?:removed|deleted|dropped|cleared|voided|gone|erased|off)|freed (?:up|your)|(?:visit|appointment|booking|reservation) (?:will not|will no longer|no longer) (?:take|happen|go|be)|deleted|wiped|cleared your|no longer (?:have (?:an?|your|the|any)|exists?|booked|on (?:the|our) (?:books|calendar|schedule))) /,
  },
  {
    needs: ["moved"],
    form: / (?:rescheduled|rebooked|re-booked|postponed|rescheduling|moved|pushed (?:it|that|your|you|back|to)|shifted|shifting|bumped|brought (?:it|that|your|you) forward|swapped|(?:changed|switched|updated|transferred|moving|swapping|switching)(?: [A-Za-z\d]+){0,3} (?:appointment|booking|visit|reservation|session|slot)|(?:appointment|booking|visit|reservation|session) (?:has been|was|is|is now|now|has) (?:changed|switched|updated|transferred|now (?:at|on))|is now (?:at|on) (?:D\d+|T\d+)) /,
  },
  {
    needs: ["booked", "moved", "cancelled"],
    form: / (?:(?:sent|sending|e-?mailed|texted|mailed|messaged|emailing|texting) (?:you|it|a|the|your|out)|(?:confirmation|receipt|reminder|text|e-?mail|invite|calendar invite|details)(?: [A-Za-z\d]+){0,3} (?:sent|on (?:its|the) way|in your inbox|arriving|is heading)|(?:sent|emailed|texted) to (?:you|your)|(?:will|going to|shall) (?:now |then )?(?:e ?-? ?mail|email|text|message|send) (?:you|it|a|the)|should (?:now |already )?have (?:received|got|had)|(?:will|are going to) (?:get|receive|have) (?:a|an|your|the|our) (?:[a-z]+ )?(?:confirmation|text|e-?mail|sms|message|receipt|reminder)|check your (?:inbox|e-?mail|phone|messages|mail)) /,
  },
  {
    needs: [],
    form: / (?:(?:paid|refunded|charged|credited|reimbursed|comped|waived|debited)|(?:payment|refund|deposit|fee|charge|transaction|discount) (?:is|was|has|has been|went|have been|have) (?:been )?(?:received|processed|issued|sent|approved|accepted|taken|made|through|applied|added|granted|returned|complete|completed|done|dropped|removed|covered)|(?:applied|added|given you|granted|gave you|processed|issued)(?: [A-Za-z\d]+){0,2} (?:discount|refund|credit|coupon|voucher|upgrade|gift|payment)|marked(?: [A-Za-z\d]+){0,4} (?:as|paid)|back (?:on|in|to|into) your (?:card|account)|owner (?:says|said|okays|is fine|is happy|agrees|confirmed|confirms|allows|allowed|approved|agreed|said yes|has approved|has agreed|okayed)) /,
  },
  {
    needs: ["booked", "moved"],
    form: new RegExp(
      ` (?:(?:booked|reserved|confirmed|scheduled|secured|finali[sz]ed|penci?ll?ed|pencil|guaranteed|registered|enrolled|enlisted|arranged|slotted|snagged|nailed|nabbed|grabbed|sorted|settled|inked)|` +
        `(?:be|am|are|i be) (?:now |just )?(?:booking|reserving|confirming|scheduling|securing|locking|finali[sz]ing|putting you|slotting|squeezing|signing you|adding you|placing|entering)|` +
        `(?:booking|reserving|confirming|scheduling|securing) (?:you|it|that|this) (?:in|now|for|down|right|right now|as we speak)|` +
        `(?:locked|lock|locking)(?: ${VISIT})* in|(?:booked|set|put|got|have|get|getting|squeezed|fit|fitted|signed|added|placed|entered|marked|noted|wrote|written|jotted|slid|popped|tucked)(?: [A-Za-z]+){0,2} (?:you|your name|your ${VISIT}|it|that)(?: all)? (?:down|in|up|for (?:D|T|R)|on (?:the|our) (?:books?|calendar|schedule|diary|system)|to (?:the|our) (?:books?|calendar|schedule|diary|system|list))|` +
        `(?:in|on|into) (?:the|our) (?:books?|calendar|diary|system|schedule|agenda)|` +
        `all (?:set|done|sorted|settled|good to go|booked|yours|ready|taken care of|arranged|confirmed|wrapped up|squared away|fixed|organi[sz]ed)|` +
        `(?:you|we|it|everything|that) (?:are|is|be) (?:now |already )?(?:good to go|set|in|sorted|done|official|taken care of|complete|completed|a date|a done deal|a deal|locked|fixed|yours|all yours|on file|final|ready to go)(?= (?:[.!,;:?)]|for|on|at|with|now|then|D\\d|T\\d|R\\d|and|to)| ?$)|` +
        `(?:took|taken|take) care of|consider it|done deal|in order for|been (?:entered|logged|recorded|accepted|submitted|filed|finali[sz]ed|locked|slotted)|blocked? (?:off|out)|name (?:is )?on it|you down for|(?:thanks|thank you) for (?:your )?(?:booking|reservation|order|choosing|reserving)|(?:request|order|application) (?:was|has been|is) (?:accepted|approved|granted|confirmed)|(?:been|is|are|was) (?:saved|set aside|put aside|blocked|kept aside|handled)|is yours|are yours|yours now|waiting for you|expecting you|mission accomplished|signed,? sealed|went through|gone through|has gone ahead|succeeded|successful|successfully|` +
        `see you (?:then|on|at|D|T|R|I|P|tomorrow|there)|(?:look|looking) forward to (?:seeing|welcoming|having|meeting)|(?:see|seeing|expect|expecting) you (?:on |at |for )?(?:D\\d|T\\d|R\\d|I\\d|P\\d|then)|` +
        `your (?:[a-z]+ )?(?:appointment|booking|visit|reservation|session|slot|spot|seat|place|time) (?:(?:is|are) (?!(?:not|now being|being|to|what|which|about))(?:[a-z]+ )?(?:on|at|for|with|all|now|D\\d|T\\d|R\\d|in|ready|live|active|good|complete|fixed|made|placed|set|there|safe|yours|waiting)|(?:has|have) been (?:made|placed|set|created|entered|added|accepted|approved|taken|logged|recorded|put|saved|completed))|` +
        `(?:made|placed|created|entered|logged|recorded|completed|set up|fixed)(?: up)? (?:your|the|an?|that|this|it)(?: [a-z]+)? ?(?:appointment|booking|visit|reservation|session)|` +
        `you (?:now )?have (?:now )?(?:got )?(?:an|a|your|the) (?:[a-z]+ )?(?:appointment|booking|visit|reservation|session|slot|spot)(?= (?:on|at|for|with|now|in|D\\d|T\\d|R\\d|booked|[.!]| ?$))|` +
        `(?:booking|confirmation|reservation|appointment) (?:number|code|reference|id)|(?:appointment|booking|reservation|visit) (?:confirmed|made|booked|complete|completed|done|set|created|accepted)) `,
    ),
  },
  {
    needs: ANY_DEED,
    form: /(?:^|,) (?:(?:and|ok|okay|great|perfect|yes|wonderful|sure) ,? ?)*(?:all )?(?:done|complete|completed|finished|sorted|voila|ta-?da|tada)(?= [!.,:;)-]|(?: for you| then)? $) /,
  },
];

/** The same in other languages, where nothing else is read: never let through. As of `plainOf`. */
export const FOREIGN_CLAIM =
  /reservad[oa]|confirmad[oa]|cancelad[oa]|agendad[oa]|réservée?|confirmée?(?![a-z])|annulée?(?![a-z])|gebucht|bestätigt|storniert|reserviert|prenotat[oa]|confermat[oa]|annullat[oa]|geboekt|bevestigd|geannuleerd|zarezerwowan|potwierdzon|забронирован|подтвержден|записан|预订|预约成功|已确认|予約(?:しました|完了|済み)|확정|예약되었/;

/** Between these and the claim nothing else is said: it is then denied, possible, wished or still to come. */
export const DENIED_BEFORE =
  / (?:not|never|no|nothing|none|nobody|neither|nor|without|unable|yet to|cannot|hardly|far from|rather than|instead of|failed to|isnt)(?: (?!but |and |however |now |only )[A-Za-z\d-]+){0,5}$/;
export const POSSIBLE_BEFORE =
  / (?:can|could|may|might|would|should|shall|must|to|want|wants|wish|like|prefer|needs?|lets|help|able)(?: (?:have|has|be|get))?(?: (?!(?:are|is|be|was|were|have|has|had|am|that|and|but|so|because|now|whose|who|see|say|tell|know|confirm|inform|let|announce|report|assure|promise) )(?:[a-z'-]+|[NUTDRSPQOW]\d+))*$/;
export const WILL_BEFORE =
  / (?:will|going to|shall)(?: (?:be|get|have|been|also|only|then|still|just|now|you|it|that|this|your|the|a|go ahead and|[a-z]+ly|visit|appointment|booking|on|receive))*$/;

/** The customer's yes is waited for. */
export const WHEN_CONFIRMED = new RegExp(
  [
    String.raw` (?:once|if|as soon as|when|after|until|unless|before|then|only when|provided|should)(?: (?:that|then|and|only))* (?:`,
    String.raw`(?:you|we|i|everything|your|all|it is|that is|the owner)(?: (?:have|has|do|did|would|want|just|all|can|could|will|to|me|also|still|both|are|is|be|looks?))* (?:confirm\S*|say|said|tell|told|tap\S*|press\S*|click\S*|agree\S*|repl(?:y|ied)|give|gave|given|send|sent|finish\S*|accept\S*|choose|chose|chosen|pick\S*|approve\S*|okay|ok|happy|ready|decide\S*|name|share\S*|provide\S*|like|want|wish|go ahead|yes|right|correct|good)`,
    String.raw`|(?:we|i)(?: (?:have|ve|can))* (?:have|get|got|know|receive|received) (?:your|a|the)`,
    String.raw`|(?:a|any|some|the|something|that)(?: (?:time|place|spot|slot|opening|thing))?(?: (?:is|becomes|gets))? (?:free|opens?|comes?|frees|available)`,
    String.raw`) | (?:say yes|tell me yes|just confirm|please confirm|to confirm|reply yes|tap (?:the|confirm|yes|on)|press (?:the|confirm|yes)|with your (?:yes|ok|okay|go ahead|confirmation)|on your (?:yes|ok|word)|give me the (?:go|green)) `,
  ].join(""),
);
/** Said of the rule, not of this visit: "if a visit is cancelled late". */
export const CONDITION_BEFORE =
  / (?:if|unless|whether|in case|should|suppose|until|before|when|once|after|that are|which are|who|how|why|(?:address|name|number|phone|mail) (?:that|which))(?: (?!but )[A-Za-z\d-]+){0,6}$/;
/** Others have it: there is no time left. */
export const TAKEN_BY_OTHERS =
  / (?:(?:fully|already|all|double|completely|pretty|nearly|almost|heavily|entirely|solidly) booked(?! (?:you|it|that|your|for you|in|and))|booked (?:up|out|solid)|(?:been |is |was |just )*booked by (?:someone|somebody|another)|[DTRP]\d+ (?:is|are|has been|was|be) (?:now |already )?(?:booked|taken|reserved)(?! (?:for you|in|under|now|!)))(?= )/;
/** "Cancelled visits are refunded": of what kind, not what was done. */
export const OF_A_KIND =
  / (?:cancell?ed|confirmed|booked|missed|rescheduled|moved|reserved|scheduled|paid|deleted) (?:visits|appointments|bookings|times|slots|places|sessions|seats) /;
/** Questions that take what they ask about for granted. */
export const TAKES_FOR_GRANTED =
  / (?:know|knew|happy|glad|aware|realise|realize|excited|hear|heard|guess|believe|see that|notice) /;
