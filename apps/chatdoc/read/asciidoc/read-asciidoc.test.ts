import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, readMade } from '../testing/read-made.ts'

test('sections, admonitions, description lists, spans and conditionals are read; includes are told and not followed', async () => {
  const document = await readMade(
    'a.adoc',
    `= Manual
:speed: 900

== Safety

include::/etc/passwd[]

WARNING: Keep {speed} mm away.

ifdef::missing[]
gone
endif::[]

max:: Highest value
. Step one
.. Deeper

.Torques
|===
|Bolt 2+|Torque

|M8 |20 |25
|===

[source,python]
----
run()
----
`,
  )
  assert.deepEqual(outlineOf(document), [
    'h1 Manual',
    'h2 Safety',
    'warning Warning ⏎ Keep 900 mm away.',
    'parameter max: Highest value ⏎ 1. Step one ⏎   a. Deeper',
    'table Table 1. Torques / Bolt | Torque |  ⏎ M8 | 20 | 25',
    'code run()',
  ])
  assert.match(document.notices[0]?.message.en ?? '', /passwd/)
})
