import type { RouteDefinition } from '@millwright/spec'
import { createCollectionRoutes } from './collection-routes.ts'
import { createDocumentRoutes } from './document-routes.ts'
import { createRevisionRoutes } from './revision-routes.ts'
import type { RouteServices } from './route-services.ts'
import { createUploadRoutes } from './upload-routes.ts'

/** Collections, documents and revisions over HTTP. */
export const createLibraryRoutes = (services: RouteServices): readonly RouteDefinition[] => [
  ...createCollectionRoutes(services),
  ...createUploadRoutes(services),
  ...createDocumentRoutes(services),
  ...createRevisionRoutes(services),
]
