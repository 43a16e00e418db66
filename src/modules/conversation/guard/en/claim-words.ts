import { BOOKED } from "./booked-claims.ts";
import type { ClaimForm } from "./claim-form.ts";
import { phrases } from "./phrases.ts";
import { CANCELLED, HANDED_OVER, MOVED, PAID, SENT, WAITLISTED } from "./other-claims.ts";

/** Claims that a time is held for the customer for now. */
export const HOLDS = phrases(String.raw`
  (?:held|hold|holding|keep|keeping|kept|saved|saving|reserved|reserving|set aside|blocked){0-7} (?:for (?:length|moment|now|a few|the next|a short|you while|another)|while|until|temporarily|meanwhile)
  (?:i (?:be|am)|i have|we have|we are|i will|i can) (?:now |just )?(?:held|holding|hold|keeping|keep)
  (?:is|be) (?:held|on hold|kept|being held)
`);

/** "All done": any deed makes it true. */
const DONE: ClaimForm = {
  needs: ["booked", "cancelled", "moved", "waitlisted", "held", "handed_over"],
  form: /(?:^|,) (?:(?:and|ok|okay|great|perfect|yes|wonderful|sure) ,? ?)*(?:all )?(?:done|complete|completed|finished|sorted|voila|ta-?da|tada)(?= [!.,:;)-]|(?: for you| then)? $) /,
};

export const CLAIMS: readonly ClaimForm[] = [
  WAITLISTED,
  HANDED_OVER,
  CANCELLED,
  MOVED,
  SENT,
  PAID,
  BOOKED,
  DONE,
];

/** Claims in other languages, which are not read otherwise: always rejected. Matched against `plainOf`. */
export const FOREIGN_CLAIM =
  /reservad[oa]|confirmad[oa]|cancelad[oa]|agendad[oa]|réservée?|confirmée?(?![a-z])|annulée?(?![a-z])|gebucht|bestätigt|storniert|reserviert|prenotat[oa]|confermat[oa]|annullat[oa]|geboekt|bevestigd|geannuleerd|zarezerwowan|potwierdzon|забронирован|подтвержден|записан|预订|预约成功|已确认|予約(?:しました|完了|済み)|확정|예약되었/;

/** Words right before a claim that deny it, make it only possible or wished for, or put it in the future. */
export const DENIED_BEFORE =
  / (?:not|never|no|nothing|none|nobody|neither|nor|without|unable|yet to|cannot|hardly|far from|rather than|instead of|failed to|isnt)(?: (?!but |and |however |now |only )[A-Za-z\d-]+){0,5}$/;
export const POSSIBLE_BEFORE =
  / (?:can|could|may|might|would|should|shall|must|to|want|wants|wish|like|prefer|needs?|lets|help|able)(?: (?:have|has|be|get))?(?: (?!(?:are|is|be|was|were|have|has|had|am|that|and|but|so|because|now|whose|who|see|say|tell|know|confirm|inform|let|announce|report|assure|promise) )(?:[a-z'-]+|[NUTDRSPQOW]\d+))*$/;
export const WILL_BEFORE =
  / (?:will|going to|shall)(?: (?:be|get|have|been|also|only|then|still|just|now|you|it|that|this|your|the|a|go ahead and|[a-z]+ly|visit|appointment|booking|on|receive))*$/;

/** The claim depends on the customer's yes, or on something else still to come. */
export const WHEN_CONFIRMED = new RegExp(
  [
    String.raw` (?:once|if|as soon as|when|after|until|unless|before|then|only when|provided|should)(?: (?:that|then|and|only))* (?:`,
    String.raw`(?:you|we|i|everything|your|all|it is|that is|the owner)(?: (?:have|has|do|did|would|want|just|all|can|could|will|to|me|also|still|both|are|is|be|looks?))* (?:confirm\S*|say|said|tell|told|tap\S*|press\S*|click\S*|agree\S*|repl(?:y|ied)|give|gave|given|send|sent|finish\S*|accept\S*|choose|chose|chosen|pick\S*|approve\S*|okay|ok|happy|ready|decide\S*|name|share\S*|provide\S*|like|want|wish|go ahead|yes|right|correct|good)`,
    String.raw`|(?:we|i)(?: (?:have|ve|can))* (?:have|get|got|know|receive|received) (?:your|a|the)`,
    String.raw`|(?:a|any|some|the|something|that)(?: (?:time|place|spot|slot|opening|thing))?(?: (?:is|becomes|gets))? (?:free|opens?|comes?|frees|available)`,
    String.raw`) | (?:say yes|tell me yes|just confirm|please confirm|to confirm|reply yes|tap (?:the|confirm|yes|on)|press (?:the|confirm|yes)|with your (?:yes|ok|okay|go ahead|confirmation)|on your (?:yes|ok|word)|give me the (?:go|green)) `,
  ].join(""),
);
/** A condition or a rule, not a claim about this visit: "if a visit is cancelled late". */
export const CONDITION_BEFORE =
  / (?:if|unless|whether|in case|should|suppose|until|before|when|once|after|that are|which are|who|how|why|(?:address|name|number|phone|mail) (?:that|which))(?: (?!but )[A-Za-z\d-]+){0,6}$/;
/** Booked by other people: no time is left. */
export const TAKEN_BY_OTHERS =
  / (?:(?:fully|already|all|double|completely|pretty|nearly|almost|heavily|entirely|solidly) booked(?! (?:you|it|that|your|for you|in|and))|booked (?:up|out|solid)|(?:been |is |was |just )*booked by (?:someone|somebody|another)|[DTRP]\d+ (?:is|are|has been|was|be) (?:now |already )?(?:booked|taken|reserved)(?! (?:for you|in|under|now|!)))(?= )/g;
/** "Cancelled visits are refunded": a kind of visit, not a claim. */
export const OF_A_KIND =
  / (?:cancell?ed|confirmed|booked|missed|rescheduled|moved|reserved|scheduled|paid|deleted) (?:visits|appointments|bookings|times|slots|places|sessions|seats) /g;
/** Words by which a question takes for granted what it asks about. */
export const TAKES_FOR_GRANTED =
  / (?:know|knew|happy|glad|aware|realise|realize|excited|hear|heard|guess|believe|see that|notice) /;
