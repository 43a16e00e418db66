import { claimForm } from "./claim-form.ts";

/** Claims that the customer is on the waiting list. */
export const WAITLISTED = claimForm(
  ["waitlisted"],
  String.raw`
  (?:on|to|onto|in|joined|join) (?:the|our|a|that) (?:wait ?list|wait list|waiting list|queue|list)
  wait ?listed
  in (?:line|the queue)
  first in line
  next in line
  put your name down
`,
);

/** Claims that the owner or the staff were told. */
export const HANDED_OVER = claimForm(
  ["handed_over"],
  String.raw`
  (?:passed|passing|forwarded|forwarding|handed|handing|relayed|relaying|escalated|escalating|transferred|transferring|notified|notifying|alerted|alerting|informed|messaged|messaging|told|asked|contacted|contacting|pinged|flagged|connecting|connected|let){0-4} (?:owner|team|staff|manager|colleague|colleagues|person|someone|human|front desk|them know|along|on|over|through)
  (?:owner|team|staff|manager|colleague|they) (?:has|have|was|were|are|is) (?:been |now |already )*(?:notified|told|informed|alerted|asked|messaged|aware|on it|looking into)
  (?:someone|somebody|owner|colleague|team|person|they|human|manager|staff|receptionist|we|one of us) will (?:call|contact|ring|phone|text|get back|reach out|be in touch|get in touch|write|e-?mail|reply|follow up)
  expect a call
  noted (?:it|that|this|your [a-z]+) for the (?:owner|team)
  hear (?:back )?from (?:the|our) (?:owner|team|manager|staff)
`,
);

/** Claims that a visit is cancelled. */
export const CANCELLED = claimForm(
  ["cancelled"],
  String.raw`
  cancell?ed|cancell?ing|withdrawn|scrapped|deleted|wiped
  called off
  cancellation (?:is|was|has been|went) (?:confirmed|complete|completed|done|through|processed)
  taken (?:it |that |you )?off
  took (?:it|that|you) off
  removed (?:it|that|the|your)
  {visit} (?:has been|was|is|is now|got) (?:removed|deleted|dropped|cleared|voided|gone|erased|off)
  freed (?:up|your)
  {visit} (?:will not|will no longer|no longer) (?:take|happen|go|be)
  cleared your
  no longer (?:have (?:an?|your|the|any)|exists?|booked|on {book})
`,
);

/** Claims that a visit was moved. */
export const MOVED = claimForm(
  ["moved"],
  String.raw`
  rescheduled|rebooked|re-booked|postponed|rescheduling|moved|shifted|shifting|bumped|swapped
  pushed (?:it|that|your|you|back|to)
  brought (?:it|that|your|you) forward
  (?:changed|switched|updated|transferred|moving|swapping|switching){0-3} {visit}
  {visit} (?:has been|was|is|is now|now|has) (?:changed|switched|updated|transferred|now (?:at|on))
  is now (?:at|on) {when}
`,
);

/** Claims that a message is sent, which only a booking, a move or a cancellation causes. */
export const SENT = claimForm(
  ["booked", "moved", "cancelled"],
  String.raw`
  (?:sent|sending|e-?mailed|texted|mailed|messaged|emailing|texting) (?:you|it|a|the|your|out)
  (?:confirmation|receipt|reminder|text|e-?mail|invite|calendar invite|details){0-3} (?:sent|on (?:its|the) way|in your inbox|arriving|is heading)
  (?:sent|emailed|texted) to (?:you|your)
  (?:will|going to|shall) (?:now |then )?(?:e ?-? ?mail|email|text|message|send) (?:you|it|a|the)
  should (?:now |already )?have (?:received|got|had)
  (?:will|are going to) (?:get|receive|have) (?:a|an|your|the|our) (?:[a-z]+ )?(?:confirmation|text|e-?mail|sms|message|receipt|reminder)
  check your (?:inbox|e-?mail|phone|messages|mail)
`,
);

/** Claims about payments or the owner's consent: neither is ever known here, so they are never true. */
export const PAID = claimForm(
  [],
  String.raw`
  paid|refunded|charged|credited|reimbursed|comped|waived|debited
  (?:payment|refund|deposit|fee|charge|transaction|discount) (?:is|was|has|has been|went|have been|have) (?:been )?(?:received|processed|issued|sent|approved|accepted|taken|made|through|applied|added|granted|returned|complete|completed|done|dropped|removed|covered)
  (?:applied|added|given you|granted|gave you|processed|issued){0-2} (?:discount|refund|credit|coupon|voucher|upgrade|gift|payment)
  marked{0-4} (?:as|paid)
  back (?:on|in|to|into) your (?:card|account)
  owner (?:says|said|okays|is fine|is happy|agrees|confirmed|confirms|allows|allowed|approved|agreed|said yes|has approved|has agreed|okayed)
`,
);
