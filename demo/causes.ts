/**
 * What is wrong in the demo plant, planted on purpose. Tests ask for each and must find it in the rows; days
 * count back from the end of the history.
 */
export const causes = {
  /** The boring tool of one lathe is changed too seldom: the bore drifts wider with every hour of use. */
  toolWear: {
    equipmentId: 'CNC-07',
    sinceDaysAgo: 45,
    changeEveryHours: 150,
    usualChangeEveryHours: 48,
    driftUmPerHour: 0.2,
  },
  /** Lots of a new supplier crack. */
  crackingSupplier: { supplierId: 'S06', firstLotDaysAgo: 60, crackFactor: 9 },
  /** One line stops more at night, because its spindles overheat. */
  nightStops: { lineId: 'L3', shift: 'Night', reasonCode: 'R04', extraStopsPerShift: 0.55 },
  /** A coolant unit leaks and its pump runs without pause. */
  coolantLeak: { equipmentId: 'CLT-02', sinceDaysAgo: 30, energyFactor: 1.9 },
} as const
