import { storeKinds } from '../store/contract/store-kinds.ts'
import { describeJobService } from './contract/job-service.contract.ts'

for (const kind of storeKinds) describeJobService(kind)
