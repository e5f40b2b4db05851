import { describeStore } from './contract/store.contract.ts'
import { storeKinds } from './contract/store-kinds.ts'

for (const kind of storeKinds) describeStore(kind)
