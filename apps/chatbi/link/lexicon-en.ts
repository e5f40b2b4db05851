import type { Aggregate, ComparisonOperator } from '../query/query.ts'
import { entries } from './cue.ts'
import type { Cue, CueName, Direction, LexiconEntry } from './cue.ts'

const plain = (cue: Extract<Cue, { readonly cue: CueName }>, phrases: string): readonly LexiconEntry[] =>
  entries(cue, phrases)
const aggregate = (name: Aggregate, phrases: string): readonly LexiconEntry[] =>
  entries({ cue: 'aggregate', aggregate: name }, phrases)
const compare = (operator: ComparisonOperator, phrases: string, hints?: string): readonly LexiconEntry[] =>
  entries({ cue: 'compare', operator, ...(hints ? { hints: hints.split(' ') } : {}) }, phrases)
const extreme = (direction: Direction, phrases: string, hints?: string): readonly LexiconEntry[] =>
  entries({ cue: 'extreme', direction, ...(hints ? { hints: hints.split(' ') } : {}) }, phrases)

/** A total by itself; beside periods the total up to each of them. */
const runningTotal =
  'cumulative|cumulatively|cumulated|accumulated|running total|running totals|running sum|running count|running total of|running sum of|running count of|running totals of|cumulative total|cumulative total of|cumulative sum|cumulative sum of'

const aggregates = [
  ...aggregate(
    'sum',
    `total|sum|the sum of|sum of|overall|combined|in total|total amount of|altogether|${runningTotal}`,
  ),
  ...aggregate('avg', 'average|mean|avg|on average|averaged|averages|average value of|mean value of'),
  ...aggregate('median', 'median'),
  ...aggregate('stddev', 'standard deviation|stddev|std dev|std deviation|standard deviation of'),
  ...plain(
    { cue: 'count' },
    'how many|number of|count of|count|counts|counts of|count up|numbers of|total number of|total count of|how often|how frequently|amount of times|number of times|just the number|just the count|only the number|only the count|just a number|just a count|the number only|number only|count only|how many times|tally|total numbers of|frequency of',
  ),
  ...plain(
    { cue: 'distinct' },
    'distinct|different|unique|distinctive|differing|without duplicates|no duplicates|without repetition',
  ),
]

const extremes = [
  ...entries({ cue: 'extreme', direction: 'desc', plain: true }, 'maximum|max|maximal|highest value of|peak'),
  ...entries({ cue: 'extreme', direction: 'asc', plain: true }, 'minimum|min|minimal|lowest value of'),
  ...extreme(
    'desc',
    'most|highest|largest|biggest|greatest|top|best|strongest|the most|the greatest|maximum number of|most number of|highest number of|largest number of|greatest number of|biggest number of|largest amount of|highest amount of|most amount of|worst',
  ),
  ...extreme(
    'asc',
    'least|lowest|smallest|fewest|minimum number of|least number of|lowest number of|smallest number of|fewest number of|least amount of|smallest amount of|lowest amount of|bottom|weakest',
  ),
  ...extreme('desc', 'oldest|eldest', 'age'),
  ...extreme('asc', 'youngest', 'age'),
  ...extreme('desc', 'latest|newest|most recent|most recently|last|recent', 'date time year'),
  ...extreme('asc', 'earliest|first', 'date time year'),
  ...extreme('desc', 'longest', 'length duration time distance run'),
  ...extreme('asc', 'shortest', 'length duration time height distance'),
  ...extreme('desc', 'tallest|highest', 'height elevation altitude'),
  ...extreme('desc', 'heaviest', 'weight mass'),
  ...extreme('asc', 'lightest', 'weight mass'),
  ...extreme('desc', 'most expensive|priciest|costliest|dearest', 'price cost fee rate amount'),
  ...extreme('asc', 'cheapest|least expensive', 'price cost fee rate amount'),
  ...extreme('desc', 'fastest|quickest', 'speed'),
  ...extreme('asc', 'slowest', 'speed'),
  ...extreme('desc', 'richest|wealthiest', 'money wealth net worth asset income'),
  ...extreme('desc', 'largest|biggest|most populous', 'size area population capacity'),
  ...extreme('asc', 'smallest|least populous', 'size area population capacity'),
  ...extreme('desc', 'most populated', 'population'),
  ...extreme('asc', 'least populated', 'population'),
  ...extreme('desc', 'hottest|warmest', 'temperature'),
  ...extreme('asc', 'coldest|coolest', 'temperature'),
  ...extreme('desc', 'deepest', 'depth'),
  ...extreme('desc', 'densest', 'density'),
  ...extreme('asc', 'sparsest', 'density'),
  ...plain(
    { cue: 'common', direction: 'desc' },
    'most common|main|major|principal|predominant|most frequent|most frequently|most popular|most commonly|most often|commonest|most used|most prevalent|common to most|most frequently used',
  ),
  ...plain(
    { cue: 'common', direction: 'asc' },
    'least common|least frequent|rarest|least popular|least often|least frequently|least commonly|least used',
  ),
  ...plain({ cue: 'top' }, 'top|first|best|bottom'),
]

const comparisons = [
  ...compare(
    '>',
    'more than|greater than|larger than|higher than|above|over|exceeding|exceeds|exceed|exceeded|bigger than|beyond|in excess of|more|greater|higher|better than|stronger than|surpassing|>',
  ),
  ...compare(
    '<',
    'less than|fewer than|smaller than|lower than|below|under|beneath|lesser than|less|lower|fewer|worse than|<',
  ),
  ...compare(
    '>=',
    'at least|no less than|not less than|no fewer than|minimum of|not below|a minimum of|>=|≥|not lower than|greater than or equal to|more than or equal to|larger than or equal to|higher than or equal to|above or equal to|equal or greater than|equal to or greater than|greater or equal to|equal to or more than|equal or more than|no smaller than|not smaller than|no lower than',
  ),
  ...compare(
    '<=',
    'at most|no more than|not more than|up to|maximum of|not exceeding|not above|a maximum of|<=|≤|not greater than|not higher than|less than or equal to|smaller than or equal to|lower than or equal to|below or equal to|equal or less than|equal to or less than|less or equal to|no larger than|no greater than|no higher than',
  ),
  ...compare('=', 'equal to|equals|equal|exactly|the same as|=|is exactly'),
  ...compare('!=', 'not equal to|different from|unequal to|!=|<>|not equal'),
  ...compare('>', 'older than', 'age'),
  ...compare('<', 'younger than', 'age'),
  ...compare('>', 'taller than', 'height'),
  ...compare('<', 'shorter than', 'height length duration'),
  ...compare('>', 'longer than|lasting more than|took more than', 'length duration time minute'),
  ...compare('>', 'heavier than|weighing more than|weigh more than', 'weight mass'),
  ...compare('<', 'lighter than|weighing less than', 'weight mass'),
  ...compare('<', 'cheaper than|costing less than|cost less than', 'price cost fee'),
  ...compare('>', 'more expensive than|costing more than|cost more than|costs more than', 'price cost fee'),
  ...compare('>', 'faster than', 'speed'),
  ...compare('<', 'slower than', 'speed'),
  ...compare('>', 'hotter than|warmer than', 'temperature'),
  ...compare('<', 'colder than|cooler than', 'temperature'),
  ...compare('>', 'after|later than|since|newer than', 'date time year'),
  ...compare('<', 'before|earlier than|prior to', 'date time year'),
  ...plain(
    { cue: 'compare-after', operator: '>=' },
    'or more|or above|or higher|or over|or greater|or longer|or older|or better|and above|and up|or later|and over|and more|or larger|at least|or after',
  ),
  ...plain(
    { cue: 'compare-after', operator: '<=' },
    'or less|or fewer|or below|or lower|or under|or shorter|or younger|or smaller|and below|or earlier|at most|or before',
  ),
  ...plain({ cue: 'multiple', factor: 2 }, 'twice|double|twofold|2x'),
  ...plain({ cue: 'multiple', factor: 3 }, 'triple|thrice|threefold|3x'),
  ...plain({ cue: 'multiple', factor: 0.5 }, 'half'),
  ...plain({ cue: 'between' }, 'between|ranging from|in the range|in the range of|ranges from|range from'),
  ...plain(
    { cue: 'text', match: 'contains' },
    'contain|contains|containing|include the word|includes the word|contained|include the substring|has the substring|contains the word|contain the word|containing the word|has the word|with the word|including the word|contains the substring|contain the substring|contains the letter|contain the letter|mention|mentions|mentioning|mentioned|say|says|saying|that say|reads|reading|stating|containing the letter|with the letter|has the letter|have the letter|the substring|substring|the phrase|the word',
  ),
  ...plain(
    { cue: 'text', match: 'starts-with' },
    'start with|starts with|starting with|begin with|begins with|beginning with|started with|starts with the letter|start with the letter|prefix|that start with|with prefix',
  ),
  ...plain(
    { cue: 'text', match: 'ends-with' },
    'end with|ends with|ending with|ending in|end in|ends in|suffix|ended with',
  ),
  ...plain(
    { cue: 'null', negated: false },
    'is null|is missing|is empty|missing|null|is unknown|are null|are missing|is not known|is not recorded|blank|is blank|has no value',
  ),
  ...plain(
    { cue: 'null', negated: true },
    'is not null|is known|not null|not missing|is not missing|is recorded|non null|not empty|are not null',
  ),
]

const structure = [
  ...plain(
    { cue: 'not' },
    "not|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|cannot|except|except for|excluding|excluded|exclude|apart from|outside|besides|no longer|hasn't|haven't|nor|non|rather than|ignoring|not counting|not including|leaving out|leave out|leaving aside|other than|not in|not from|outside of|are not|is not|was not|were not|do not|does not|did not|has not|have not|had not",
  ),
  ...plain(
    { cue: 'without' },
    "without|never|have no|has no|with no|had no|none|lacking|no|lack|lacks|without any|don't have|doesn't have|do not have|does not have|did not have|didnt have|dont have|doesnt have|havent had|hasnt had|did not have a single|didn't have a single|didnt have a single|without a single|had not a single|never had|have never|has never|not have any|do not have any|does not have any|don't have any|not have|nothing|nothing at all|not a thing|not a single|not one",
  ),
  ...plain(
    { cue: 'and' },
    'and|as well as|along with|together with|and also|plus|also|&|and the|and their|and its|and his',
  ),
  ...plain({ cue: 'or' }, 'or|either|or the|and / or|neither'),
  // beside two periods both are shown anyway
  ...plain(
    { cue: 'preposition' },
    'both numbers|both figures|both values|both periods|both weeks|both months|both days|side by side|plus or minus',
  ),
  ...plain({ cue: 'both' }, 'both|in common|shared by|in both|common to both|at the same time'),
  ...plain({ cue: 'but' }, 'but|however'),
  ...plain(
    { cue: 'group', each: false },
    'by|per|broken down by|grouped by|group by|split by|across|by each|grouped according to|break down by|according to|by the|and by|breakdown by|as per|segmented by|distribution over|grouped into',
  ),
  ...plain(
    { cue: 'group', each: true },
    'each|for each|in different|for different|across different|by different|for all different|every|for every|in each|of each|per each|within each|each of the|for all the different|in every|across all|on each|at each|from each|to each|for each of the|with each|respective|each of',
  ),
  ...plain(
    { cue: 'order' },
    'arrange|arrange by|order by|ordered by|sort by|sorted by|ranked by|rank by|in order of|sorted in|ordered in|sort in|order in|in the order of|sort|sorted|ordered|order|arranged by|sort them by|sorted according to|sort the result in|sort the results in|sort results in|sort the list in|sort the result|sort the results|order the results by|order the result by|order them by|order results by|ordered according to|sort the list by|sort the results by|rank|ranked|sort them in|sort the result by|sorted from|ordered from|sort results by|listed in|list in',
  ),
  ...plain(
    { cue: 'direction', direction: 'desc' },
    'descending|desc|decreasing|reverse|highest to lowest|largest to smallest|most to least|from longest to shortest|longest to shortest|from latest to earliest|from newest to oldest|from best to lowest|starting from the top|starting from the best|starting from the highest|starting with the highest|starting from the latest|by highest|from highest to lowest|highest first|from high to low|most first|largest to smallest|from the highest to the lowest|from most to least|reverse alphabetical|from largest to smallest|descending order|decreasing order|descending order of|decreasing order of|in descending order|in decreasing order|in descending order of|from oldest to youngest|high to low|from the oldest to the youngest|descending alphabetical order|in reverse alphabetical order|reverse alphabetical order|descending lexicographical order|in descending alphabetical order|biggest first|from the most to the least|latest first|newest first|from most recent|reverse order of|reverse order|in descending order by|descending order by|in decreasing order of|worst first|from greatest to least|from the largest to the smallest|from biggest to smallest|in descending lexicographical order|heaviest first|longest first|largest first|highest at the top|highest on top|most expensive first|costliest first|best first|biggest on top|largest on top|most at the top|fastest first|from best to worst|from worst to best|in decreasing order|latest on top',
  ),
  ...plain(
    { cue: 'direction', direction: 'asc' },
    'ascending|asc|increasing|from lowest to highest|lowest to highest|smallest to largest|least to most|from shortest to longest|shortest to longest|from earliest to latest|from oldest to newest|starting from the earliest|starting from the lowest|starting with the earliest|starting from the earliest date|lowest first|from low to high|smallest first|alphabetical|alphabetically|alphabetical order|in alphabetical order|lexicographical|lexicographically|ascending order|increasing order|ascending order of|increasing order of|in ascending order|in increasing order|in ascending order of|chronological|from youngest to oldest|low to high|lexicographic order|alphabetic order|in lexicographical order|lexicographical order|in alphabetical order of|alphabetical order of|ascending alphabetical order|in ascending alphabetical order|from smallest to largest|earliest first|oldest first|chronological order|in chronological order|alphabetic|in alphabetic order|in increasing order of|in ascending order by|ascending order by|from the smallest to the largest|from the youngest to the oldest|from the lowest to the highest|from least to most|in lexicographic order|lightest first|shortest first|lowest at the top|lowest on top|cheapest first|slowest first|fewest first|least first|smallest on top|from best|oldest on top|in lexicographical order of',
  ),
  ...plain(
    { cue: 'relative' },
    'whose|that|who|where|with|having|which|while|when|if|given that|such that|provided that|that are|that is|that were|that have|that has|who is|who are|who have|who has|which are|which is|which have|which has|who was|who were|that had|who had',
  ),
  ...plain(
    { cue: 'preposition' },
    'in|from|on|at|during|within|to|into|for|through|via|made by|produced by|under the|using|against|about|inside|near|among|amongst|due to|because of|caused by|on the|in the|at the|from the|for the|in a|belonging to|named|called|titled|located in|assigned to|related to|associated with|for all',
  ),
  ...plain({ cue: 'of' }, "of|'s|of the|of all|of all the|of a|of an|of any"),
  ...plain({ cue: 'have' }, 'have|has|had|having|got|get|gets|own|owns|contain|held|hold|holds'),
  ...plain({ cue: 'be' }, 'is|are|was|were|be|been|being'),
]

const asking = [
  ...plain(
    { cue: 'ask' },
    'show|list|find|give|return|tell|display|report|get|provide|compute|calculate|fetch|select|retrieve|state|identify|print|determine|name|describe|show me|give me|tell me|list out|please show|find out|i want|i need|what about|how about|visualize|plot|draw|chart|find me|look up|please list|present|can you show|let me see|see|enumerate|search for|search|get me',
  ),
  ...plain(
    { cue: 'which' },
    'which|in which|at which|on which|for which|from which|what kind of|what type of|which of the|to which',
  ),
  ...plain(
    { cue: 'what' },
    "what|what is|what are|what's|what was|what were|whats|in what|what is the|what are the|how much|how long|how old|how high|how large|how big|how tall|how far|how heavy",
  ),
  ...plain(
    { cue: 'duration' },
    'how long|for how long|how much time|how many hours|how many minutes|how much hours',
  ),
  ...plain(
    { cue: 'money' },
    'how much money|spend|spent|spending|how much did it cost|how much did they cost|how much does it cost|what did it cost|what did they cost|set us back|shell out|fork out|pay for|paid for|how much did we spend|how much have we spent|what did we spend|what have we spent',
  ),
  ...plain(
    { cue: 'amount', hints: ['weight', 'mass'] },
    'how heavy|what weight|how much weight|how much did they weigh|how much did it weigh|how much do they weigh|how much does it weigh|weigh|weighed|weighing|by weight',
  ),
  ...plain(
    { cue: 'ranking' },
    'ranking|ranking of|pareto|pareto of|pareto chart|pareto chart of|leaderboard|rank',
  ),
  ...plain(
    { cue: 'unfinished' },
    'still open|not yet closed|not closed yet|unfinished|not finished|not completed|not yet finished|in progress|ongoing|outstanding|still running',
  ),
  ...plain({ cue: 'weekend', isWeekend: true }, 'on weekends|at weekends|weekends|on the weekends'),
  ...plain(
    { cue: 'weekend', isWeekend: false },
    'on weekdays|weekdays|during weekdays|on working days|working days|on workdays|workdays',
  ),
  ...plain({ cue: 'who' }, 'who|whom|who are|who is'),
  ...plain({ cue: 'why' }, 'why|why did|why is|why are|why was|why were|why does|how come'),
  ...plain({ cue: 'when' }, 'when|when did|when was|when were|at what time|on what date|what date'),
  ...plain({ cue: 'where' }, 'where|where is|where are|in what place'),
  ...plain(
    { cue: 'yes-no' },
    'is there|are there|are there any|is there any|did any|does any|do any|is there a|was there|were there|does|did|do|is the|are the',
  ),
  ...plain({ cue: 'all' }, 'all|all of|all the|every single|any|full list of|whole|entire|some'),
  ...plain(
    { cue: 'details' },
    'all information|all the information|details|detail|everything|all details|all the details|information|full details|all columns|all fields|all attributes|detailed information|records of|rows of|all data|all info|info',
  ),
  ...plain(
    { cue: 'share' },
    'share|share of|percent of total|percent of the total|percentage of total|percentage of the total|share of total|share of the total|percentage|percentage of|percent|percent of|proportion|proportion of|fraction|fraction of|what percentage of|what share of|what fraction of|as a share|as a percentage|ratio of|contribution|portion of|part of|what part of|what portion of|how much of|as share|in percent|as percent',
  ),
  ...plain({ cue: 'rate' }, 'rate'),
  ...plain(
    { cue: 'ratio' },
    'ratio|ratio of|ratios|ratios of|ratio between|proportion|proportion of|percentage of|percent of|share of|fraction of',
  ),
  ...plain(
    { cue: 'difference' },
    'how many more|how much more|how many fewer|how much less|difference|difference between|gap between|difference in|the difference between',
  ),
  ...plain(
    { cue: 'relation' },
    'relate to|relates to|related to|relationship of|relationship between|relation between|correlation between|correlate|correlated with|correlates with|correlation of|relationship|correlation|depend on|depends on|scatter|scatter plot of|influence of|effect of',
  ),
  ...plain(
    { cue: 'versus' },
    'vs|versus|compared to|compared with|against|compare|vs.|comparison of|comparing|compare the',
  ),
  ...plain(
    { cue: 'trend' },
    'trend|trend of|over time|trends|develop|developed|evolution of|evolve|history of|time series of',
  ),
  ...plain(
    { cue: 'change', way: 'up' },
    'grow|grew|grown|growing|growth|growth in|growth of|increase|increased|increases|increasing|increase in|increase of|rise|rises|rose|risen|rising|rise in|go up|went up|gone up|going up|climb|climbed|jump|jumped|jump in|gain|gained',
  ),
  ...plain(
    { cue: 'change', way: 'down' },
    'decrease|decreased|decreases|decreasing|decrease in|decrease of|fall|falls|fell|fallen|falling|drop|drops|drop in|dropped|dropping|decline|declines|declined|declining|decline in|go down|went down|gone down|shrink|shrank|shrunk',
  ),
  ...plain(
    { cue: 'change', way: 'either' },
    'change|changed|changes|change in|changes in|change of|move|moved',
  ),
  ...plain(
    { cue: 'change', way: 'up', percent: true },
    'growth rate|growth rates|growth rate of|percentage growth|percent growth|rate of growth|growth percentage|percentage increase|percent increase|growth in percent',
  ),
  ...plain(
    { cue: 'change', way: 'either', percent: true },
    'percentage change|percent change|rate of change|change rate|relative change|change in percent|percentage change in|percentage change of|percent change in|percent change of',
  ),
  ...plain({ cue: 'age', isService: true }, 'tenure|seniority|years of service|length of service'),
  ...plain({ cue: 'running' }, runningTotal),
  ...plain({ cue: 'only' }, 'only|just|merely|solely|restrict to|limit to'),
  ...plain({ cue: 'same' }, 'same|the same'),
  ...plain(
    { cue: 'write' },
    'delete|drop|insert|update|truncate|alter|remove|erase|modify|overwrite|create table|grant|wipe|purge|add a row|add a new',
  ),
  ...plain({ cue: 'comma' }, ',|;|:'),
  ...plain({ cue: 'sentence-end' }, '?|.|!'),
]

/** English function phrases. Where one phrase has several meanings the grammar takes what fits. */
export const englishLexicon: readonly LexiconEntry[] = [
  ...aggregates,
  ...extremes,
  ...comparisons,
  ...structure,
  ...asking,
]

/** Words that carry no meaning of their own and are never reported as unused. */
export const englishStopWords: ReadonlySet<string> = new Set(
  `a an the this that these those there here it its they them their theirs he she his her him we our us you your i me my
  is are was were be been being am do does did done has have had having will would shall should can could may might must
  of in on at to for from with by as into onto over about than then so such also too very please kindly just ever yet still
  and or but if not no nor each every all any some both either which who whom whose what when where how
  number show list find give return tell display report get us me out up want need know like see let currently now exist exists existing
  'd 're 've 'll 'm s t ok okay hi hello hey well there's here's respectively corresponding correspond associated available
  record records row rows table tables database data dataset question answer entry entries use used using make made
  one ones value values order result results total people's own same thing things belong belongs belonging during within along
  lost lose loses losing spent spend suffered suffer experienced experience reached achieved showed shown caused incurred incur did seen had got gets getting
  happen happened occur occurred take took taken place go went last lasted lasting piece pieces cases come comes came coming far looking already plant factory whole entire overall exactly inclusive exclusive`
    .split(/\s+/)
    .filter(word => word !== ''),
)
