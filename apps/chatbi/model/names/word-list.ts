/** English words that columns and tables are named with; used to cut names written as one word (`releasedate`). */
export const wordList: ReadonlySet<string> = new Set(
  `account accounts action active activity actual address admin affected age agency agent air airline airport alarm album
albums allocation altitude amount annual answer apartment application applications area arrival article artist asset assets assigned
assignment association attendance attribute author authors available average award awards balance band bank base
batch battery bed beds begin benefit bill birth blood board body bonus book bookings born branch brand break bridge browser budget building
buildings bus business buyer buying cabin campus campuses capacity capital car card care carrier case cases category cause cell center century chain channel
character charge check child choice city claim claims class classroom client climb close closed club coach code college color
colour column comment commission company competition complaint complete completed condition contact contacts content contest contract
coolant cost count country county course courses cover created creation credit crew crime currency current customer customers cut
cycle damage data date day days death debit decision decor default defect degree delay delivery density department depth
description design destination detail details deviation device diameter dimension direct director discharge discipline discount disk
display distance district division doctor document domain door double downtime draft driver duration duty earning earnings edge edition editor
efficiency election email employee employees employment empty end energy engine engineer enrolled enrollment entry equipment error estimate event events
exam exhibition expected expense expire expiry factor factory faculty failure family fault fee feed fees field file film final
finance fine finish first fleet flight floor flow food force format found founded founder frame free frequency friend friends fuel full
function furniture game games gas gate gender genre good goods government grade graduate grape graphics green gross group growth guest hall
hand hardware head heat height high hire hired history holder home hometown horse hospital host hotel hour hours house human humidity image
impact income index industry info information initial injury inspection instance institution instructor insurance interest
interval inventory invoice issue item items job join journal judge key kind label labor labour language last latitude launch leader
league leave left length lens level library license life light limit line list living load loan local location log login longitude loss lot low lowest luminosity machine machines made
main maintenance major making manager manufacturer market master match material matches maximum mean measure measured measurement medal media medicine
member members memory message meter method middle milestone minimum minor minute minutes mode model month motor mountain move movie museum music name national
nationality native net network new news night nominal note notes number occupancy occupation office officer old open opened opening
operating operation operator order orders orientation origin original other out outcome output outside overall owner package page paid paper parent park part party pass
password patient pay payment percent percentage perimeter performance period person personal phone photo pilot place plan plane planned plant plate platform
play player players point points policy population position post postal power premise pressure previous price primary prior priority process product
production products profit profits program progress project prominence property provider province publication publisher purchase purpose
quality quantity quarter question race rain range rank ranking rate rating reason received record reference refund region
register registration reign relation release remark rent repair report representative request reservation reservations resolution resource response result results return revenue review
reviewer reward rework right risk role room rooms rotational round route row run runs safety salary sale sales sample schedule school science scientist score
scrap screen season seat second section sector seller selling semester sensor sequence serial series service session set setting settled settlement share shelf
shift ship shipment shipping shop show side sign singer single site size skill social soft software song songs source space speed spindle sport square stadium
staff stage stamp standard star stars start started state station status steel step stock stop stops store storm street string student students
studio study style subject submission subscription sum supplier supply support surface system table tag target task tax teacher
teachers team technician telephone temperature term test text theme thickness ticket time times title tool topic torque total tour town track
trade traffic train transaction transfer transport travel treatment trip type undergraduate unit units university unplanned update updated used user users usage
utilization valid value values vehicle velocity vendor version vibration view visit visitor visitors voltage volume vote voter votes voting warehouse waste water
wear weather web week weekly weeks weight well width wife wind wine winner winery woman women work worker works workshop worldwide membership relationship ownership authorship championship worldwide year yearly years zip zone
daily monthly hourly ticker symbol exchange symbols epoch
id no of in on by at to is has for per and or the with from up`.split(/\s+/),
)
