import type { RouteDefinition } from '@millwright/spec'
import { createBatchRoute } from './batch-route.ts'
import { createBlockRoutes } from './block-routes.ts'
import { createCollectionRoutes } from './collection-routes.ts'
import { createDeletionRoutes } from './deletion-routes.ts'
import { createDocumentRoutes } from './document-routes.ts'
import { createPictureRoute } from './picture-route.ts'
import { createReadingRoutes } from './reading-routes.ts'
import { createRetrievalRoute } from './retrieval-route.ts'
import { createRevisionRoutes } from './revision-routes.ts'
import type { RouteServices } from './route-services.ts'
import { createUploadRoutes } from './upload-routes.ts'
import { createWatchRoutes } from './watch-routes.ts'

/** Collections, documents and revisions over HTTP. */
export const createLibraryRoutes = (services: RouteServices): readonly RouteDefinition[] => [
  ...createCollectionRoutes(services),
  ...createUploadRoutes(services),
  createBatchRoute(services),
  ...createDocumentRoutes(services),
  ...createRevisionRoutes(services),
  ...createReadingRoutes(services),
  ...createBlockRoutes(services),
  ...createDeletionRoutes(services),
  ...createWatchRoutes(services),
  createPictureRoute(services),
  createRetrievalRoute(services),
]
