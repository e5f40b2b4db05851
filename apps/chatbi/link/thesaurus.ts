import { stem } from '../text/index.ts'

/**
 * Words that people and tables use for the same thing: general English, abbreviations in column names. Groups
 * are small on purpose; a word may be in several.
 */
const groups = `
cost price fee charge fare tariff
cost bill expense spend expenditure
salary pay wage earn earnings income compensation
country nation nationality
location place city town site
address location live living
kind type category class sort
title name headline
person people individual human
employee worker staff personnel
customer client buyer shopper
student pupil
teacher instructor professor lecturer faculty
film movie picture
song track
singer artist vocalist musician
author writer
book publication novel
shop store retailer
company firm enterprise corporation business
university college school
car vehicle automobile
plane airplane aircraft
number num no count quantity
quantity qty amount number
amount amt sum value
identifier id key code
telephone tel phone
email mail
department dept
average avg mean
maximum max
minimum min
description desc explanation
date day time
start begin from since
end finish close until
begin start commence
year yr
age old
birth born birthday dob
birth birthday born
gender sex male female
height tall high
length long
duration long length
weight heavy mass
size big large
capacity seat size
speed fast velocity
temperature temp hot warm
speed rpm rotational
rank ranking position place
score point grade
result outcome
order purchase
purchase buy bought
sale sell sold
product item good
part component
machine equipment device asset
failure fail breakdown fault defect
stop stoppage downtime halt
scrap reject waste
operator worker
delivery deliver shipment ship
receive receipt inbound incoming arrive arrival deliver delivery
order job ticket
supply supplier
supplier vendor provider
manufacturer maker producer
owner own
manager boss supervisor
head chief leader
street road
zip postcode postal
population inhabitant resident people
state province
county district
language speak spoken
religion faith
win won victory
lose loss defeat
game match
team club squad
player athlete
doctor physician
patient
drug medicine medication
illness disease condition
comment remark note
message text
percent percentage rate share
ratio rate
budget money fund
profit earnings gain
revenue turnover sale
asset holding
debt loan
tax duty
hire employ employment
dismiss fire
live reside residence
work job occupation
arrive arrival
depart departure leave
source origin
target destination
enroll enrol enrollment register registration
attend attendance attendant
participate participation join participant
visit visitor
review feedback
rating rate star
album record
founded establish found creation create
establish creation found open
open opening
build built construction construct
floor storey story level
energy electricity power kwh consumption usage
consumption usage use
emission co2
carbon co2
wear worn
damage injury
accident incident
consume usage consumption
area surface size
status state
death die dead kill fatality casualty
usd dollar
eur euro
jan january
feb february
mar march
apr april
jun june
jul july
aug august
sep sept september
oct october
nov november
dec december
`

const synonyms = new Map<string, Set<string>>()
for (const line of groups.trim().split('\n')) {
  const stems = line.trim().split(' ').map(stem)
  for (const one of stems)
    for (const other of stems)
      if (one !== other) synonyms.set(one, (synonyms.get(one) ?? new Set()).add(other))
}

/** Stems that may stand for `key` in a name. */
export const synonymsOf = (key: string): ReadonlySet<string> => synonyms.get(key) ?? none

/** Words that say that a flag does not hold, beside the words that flags are named by. */
const opposites = `
closed open
inactive active
failed passed
disabled enabled
offline online
absent present
invalid valid
internal external
incomplete complete
late punctual
`

const oppositeStems = new Map<string, Set<string>>()
for (const line of opposites.trim().split('\n')) {
  const [one = '', other = ''] = line.split(' ').map(stem)
  oppositeStems.set(one, (oppositeStems.get(one) ?? new Set()).add(other))
  oppositeStems.set(other, (oppositeStems.get(other) ?? new Set()).add(one))
}

/** Stems of flags that `key` denies: closed, of a column `is_open`. */
export const oppositesOf = (key: string): ReadonlySet<string> => oppositeStems.get(key) ?? none

const none: ReadonlySet<string> = new Set()
