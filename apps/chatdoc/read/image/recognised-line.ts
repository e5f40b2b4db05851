/** Degrees by which a picture has to be turned clockwise until its text stands upright. */
export type Rotation = 0 | 90 | 180 | 270

/** Pixels of the picture as it was given, origin at the top left. */
export interface PixelBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * A run of recognised words on one line, in pixels of the picture as it was given. Words with a wide gap between them
 * are separate runs, so that cells of a table stay apart. `confidence`: 0–100. `rotation` is that of the picture's
 * text. Lines come in reading order.
 */
export interface RecognisedLine extends PixelBox {
  readonly text: string
  readonly confidence: number
  readonly rotation: Rotation
}
