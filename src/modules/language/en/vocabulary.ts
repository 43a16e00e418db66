function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Function words: a text of these alone has no subject. */
export const LITTLE_WORDS = words(`
a an the this that these those it its he she they them him her his their theirs we us our ours i me my mine you your yours
who whom whose which what where when why how is are was were be been being am do does did done doing have has had having
can could will would shall should may might must ought not no yes and or but if so then than as at by for from in into of off on onto out
over to toward up down under upon with within without about above across after again all also any anybody anyone anything anywhere around
because before behind between both each either else enough even ever every everything few first get gets getting got give given go goes going
gone good great here just keep kind know last less let lets like likes little long look looking lot lots made make makes making many maybe
mean meant more most much need needed needs never new next none nothing now often oh ok okay old once one ones only other others own per please possible
put quite rather really right same say saying says see seem seems send set several since some somebody someone something sometime soon
sorry still such sure take taken taking tell thank thanks that there thing things think thought through time times today together tomorrow
too try trying two until us use used using very via want wanted wants way well went while whether whole work works wish
yeah yep yet actually already always almost fine nice hello hi hey ask asked asking let help helping able back better best big bit bring call called
come coming day days different early earlier easy else exactly far find found full happen hour hours instead late later least left
minute minutes month months week weeks weekend year morning afternoon evening night number part place plan prefer problem question questions
ready reason rest run second sec show side small somewhere start stay stop suppose supposed talk turn wait wonder wondering worry
gonna wanna gotta lemme sir maam madam guys hmm um uh well also anyway awesome perfect cool alright hopefully ish sharp w possibly probably usually
's '  " ( ) - : / & + , . ! ? ; @ # $ % * OCLOCK AM PM signyes signno signthanks goodday yes no change until apart aside`);

/** Words that occur in questions to a business that takes bookings. */
export const BUSINESS_WORDS = words(`
appointment appointments booking bookings book booked reservation reservations reserve reserved visit visits session sessions slot slots spot spots
opening openings schedule scheduled scheduling reschedule cancel canceled cancelled cancellation cancellations available availability free busy open opened opens close closed closes closing
price prices pricing cost costs charge charges fee fees rate rates expensive cheap cheaper cheapest affordable dearest priciest quickest fastest shortest longest deposit deposits refund refunds pay paid payment payments card cards credit cash tip tips discount discounts
offer offers offered coupon voucher vouchers gift certificate certificates insurance covered hours address location located directions parking park parked phone telephone email mail contact website site
service services menu treatment treatments package packages stylist stylists barber barbers doctor doctors dr dentist dentists therapist therapists nurse staff team owner manager receptionist
haircut haircuts hair cut cuts trim color colour coloring dye highlights balayage blowout blow dry wash style styling beard shave fade perm extensions
nails nail manicure pedicure gel wax waxing brow brows lash lashes facial massage massages spa skin peel botox makeup
checkup cleaning teeth tooth filling exam physical consultation consult consultations therapy counseling screening vaccine shot followup follow up
customer customers client clients patient patients walk walkin walkins ins waitlist waiting list notify notified remind reminder reminders confirmation confirm confirmed verify check policy policies terms late
wheelchair accessible wifi wi fi kids children child baby pets dog cancelling men women male female unisex products brands experience language languages
rating ratings review reviews reviewed recommend recommendation recommended salon clinic shop office studio practice place business duration long minutes
weekly biweekly fortnightly monthly recurring standing repeating series
name named person people party table viewing meeting room tour class lesson oil tire tires car maintenance service`);

/** Sold by businesses of many kinds: "I need a" followed by one of these is a request to book. */
export const COMMON_SERVICES =
  "(?:haircut|hair cut|cut|trim|shave|shape up|fade|colou?r|dye|highlights|balayage|blow ?out|blow dry|perm|wash|nails|manicure|pedicure|mani pedi|wax|waxing|facial|massage|check ?up|check up|cleaning|exam|physical|consultation|consult|treatment|session|lesson|fitting|tune up|oil change|inspection|root canal|filling|vaccine|shot|tattoo|piercing|lash\\S*|brow\\S*|beard trim|hairdo|makeover)";
