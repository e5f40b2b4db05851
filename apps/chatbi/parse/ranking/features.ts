import { sameRef } from '../../query/fields-of.ts'
import type { FieldRef, Query } from '../../query/query.ts'
import { isNumeric, isTime, nameFieldOf } from '../model-view.ts'
import type { Candidate } from '../candidate.ts'
import { bucket, emitCoverage } from './coverage-features.ts'
import { emitCues } from './cue-features.ts'
import type { Edit } from './edit.ts'
import { headOf, orderOf, outputCountOf } from './signature.ts'
import { emitStructure } from './structure-features.ts'
import { useOf } from './query-use.ts'
import type { FieldUse, QueryUse, Role } from './query-use.ts'
import type { Emit, FieldMention, QuestionFacts } from './question-facts.ts'

/** A query that may be meant, and how it came about. */
export interface PooledQuery {
  readonly query: Query
  /** The grammar's reading that it is or that it was changed from. */
  readonly candidate: Candidate
  /** Place of that reading among all of the grammar's, from 0. */
  readonly rank: number
  /** How much less the grammar thinks of it than of its best. */
  readonly gap: number
  /** Words that the composition could not use. */
  readonly unusedCount: number
  /** Choices that were taken otherwise. */
  readonly edits: readonly Edit[]
}

/** What a query says for or against itself before it is run. Pairs of words and signatures come besides. */
export const emitFeatures = (facts: QuestionFacts, pooled: PooledQuery, emit: Emit): void => {
  const { query } = pooled
  const use = useOf(query, facts.view)
  emitGrammar(pooled, emit)
  emitCoverage(facts, use, emit)
  emitUses(facts, query, use, emit)
  emitValues(facts, use, emit)
  emitShape(facts, query, use, emit)
  emitCues(facts, query, emit)
  emitStructure(facts, query, use, emit)
}

const emitGrammar = (pooled: PooledQuery, emit: Emit): void => {
  const { candidate, rank, gap, unusedCount, edits } = pooled
  const { penalty, joins, farFilters, isConnected } = candidate.features
  emit('grammar gap', Math.min(4, gap))
  emit(`grammar:${rank === 0 ? 'best' : rank < 3 ? 'few' : 'many'}:${edits.length > 0 ? 'edited' : 'own'}`, 1)
  emit('penalty', penalty)
  emit('unused', Math.min(4, unusedCount))
  emit('joins', joins)
  emit('far filters', farFilters)
  if (!isConnected) emit('not connected', 1)
  for (const { kind } of edits) emit(`edit:${kind}`, 1)
}

const mentionsOf = ({ fields }: QuestionFacts, ref: FieldRef): readonly FieldMention[] =>
  fields.filter(one => sameRef(one.ref, ref))

/** How well each field of the query is named, by what it does there; and whether another one is named better. */
const emitUses = (facts: QuestionFacts, query: Query, use: QueryUse, emit: Emit): void => {
  const { view } = facts
  const firstFilter = Math.min(
    ...use.fields
      .filter(one => one.role === 'filter')
      .flatMap(one => mentionsOf(facts, one.ref).map(mention => mention.from)),
    ...facts.values
      .filter(one => use.values.some(value => sameRef(value.ref, one.ref) && value.value === one.value))
      .map(one => one.from),
  )
  emitWhole(facts, use, emit)
  for (const one of use.fields) {
    const { ref, role } = one
    // a column of whole rows is not named by itself
    if (use.isWhole && role === 'show') continue
    const [mention] = mentionsOf(facts, ref)
    const field = view.field(ref)
    const kind = field ? (field.isName ? 'name' : field.role) : 'none'
    emit(`${role}:${bucket(mention?.score ?? 0)}`, 1)
    if (role === 'show' || role === 'group') emitReference(facts, one, emit)
    if (field?.storedType === 'text' && field.type !== 'text') {
      emit(`${role} numbers kept as texts`, 1)
      emit('numbers kept as texts', 1)
    }
    if (!mention) {
      emit(
        `${role} unsaid:${kind}:${facts.datasets.some(named => named.dataset === ref.dataset && named.score >= 0.75) ? 'table said' : 'table unsaid'}`,
        1,
      )
      continue
    }
    emit(`${role} reason:${mention.reason}`, 1)
    emitRivals(facts, one, mention, emit)
    const before = facts.lattice.atoms[mention.from - 1]?.norm ?? '^'
    const earlier = facts.lattice.atoms[mention.from - 2]?.norm ?? '^'
    emit(`before ${role}|${before}`, 1)
    emit(`before ${role}|${earlier} ${before}`, 1)
    emit(`after ${role}|${facts.lattice.atoms[mention.to]?.norm ?? '$'}`, 1)
    if (role === 'show' || role === 'group')
      emit(`${role} ${mention.from < firstFilter ? 'before' : 'after'} filter`, 1)
    if (facts.datasets.some(named => named.dataset === ref.dataset)) emit(`${role} table said`, 1)
  }
  emitAsked(facts, query, use, emit)
}

const keyWord = /^(ids?|codes?|keys?|numbers?|no|identifiers?)$/

/** The column that refers to another table is shown, where that has a name for its rows. */
const emitReference = ({ view, lattice }: QuestionFacts, { ref, role }: FieldUse, emit: Emit): void => {
  const reference = view.model.relationships.find(
    one => one.from === ref.dataset && one.fromFields.length === 1 && one.fromFields[0] === ref.field,
  )
  const referred = reference && view.dataset(reference.to)
  if (!referred || !nameFieldOf(referred)?.isName) return
  const field = view.field(ref)
  const isKeyAsked = lattice.atoms.some(atom => keyWord.test(atom.norm))
  emit(
    `${role} reference:${field && isNumeric(field) ? 'number' : 'text'}:${isKeyAsked ? 'key asked' : 'plain'}`,
    1,
  )
}

/** Whole rows, which "all details" ask for and names of columns speak against. */
const emitWhole = (facts: QuestionFacts, use: QueryUse, emit: Emit): void => {
  const isAsked = facts.cues.has('details')
  const isNamed = use.fields.some(
    ({ ref, role }) => role === 'show' && mentionsOf(facts, ref).some(({ score }) => score >= 0.75),
  )
  if (use.isWhole)
    emit(`whole rows:${isAsked ? 'asked' : 'unasked'}:${isNamed ? 'columns named' : 'alone'}`, 1)
  else if (isAsked) emit(`details not shown:${isNamed ? 'columns named' : 'none named'}`, 1)
}

/** Another field that the same words name, unused: as well, better, or worse. */
const emitRivals = (
  facts: QuestionFacts,
  { ref, role }: FieldUse,
  mention: FieldMention,
  emit: Emit,
): void => {
  const rivals = facts.fields.filter(
    one => !sameRef(one.ref, ref) && one.from < mention.to && mention.from < one.to,
  )
  const better = rivals.filter(one => one.score > mention.score + 0.02).length
  const equal = rivals.filter(one => Math.abs(one.score - mention.score) <= 0.02).length
  if (better > 0) emit(`${role} named better`, Math.min(3, better))
  if (equal > 0) emit(`${role} named alike`, Math.min(3, equal))
  if (rivals.some(one => one.score >= mention.score - 0.02 && one.ref.dataset === ref.dataset))
    emit(`${role} named alike beside`, 1)
  const isSaid = facts.datasets.some(one => one.dataset === ref.dataset)
  const saidRival = rivals.some(one => facts.datasets.some(named => named.dataset === one.ref.dataset))
  if (equal > 0 && saidRival && !isSaid) emit(`${role} table of another said`, 1)
}

const emitAsked = ({ asks, view }: QuestionFacts, query: Query, use: QueryUse, emit: Emit): void => {
  const [first] = use.fields.filter(({ role }) => role === 'show' || role === 'group')
  const field = first && view.field(first.ref)
  const kind = !field
    ? 'none'
    : isTime(field)
      ? 'time'
      : field.isName
        ? 'name'
        : isNumeric(field)
          ? 'number'
          : field.role === 'key'
            ? 'key'
            : 'text'
  emit(`asks:${asks}:${headOf(query)}:${kind}`, 1)
  emit(`asks:${asks}:${kind}`, 1)
  const words = field?.label.en.toLowerCase().split(' ') ?? []
  emit(`asks ${asks}|${words.at(-1) ?? ''}`, 1)
}

/** How surely the words are values, and of which field. */
const emitValues = (facts: QuestionFacts, use: QueryUse, emit: Emit): void => {
  for (const { ref, value } of use.values) {
    const own = facts.values.filter(one => sameRef(one.ref, ref) && one.value === value)
    const [best] = own
    const field = facts.view.field(ref)
    if (!best) {
      emit(`value unsaid:${typeof value}:${bucket(mentionsOf(facts, ref)[0]?.score ?? 0)}`, 1)
      continue
    }
    emit(`value:${bucket(best.score)}`, 1)
    emit(`value kind:${field?.valueKind ?? 'none'}`, 1)
    const named = mentionsOf(facts, ref).some(
      one => Math.abs(one.from - best.to) <= 2 || Math.abs(best.from - one.to) <= 2,
    )
    const elsewhere = mentionsOf(facts, ref).length > 0
    emit(`value field ${named ? 'beside' : elsewhere ? 'said' : 'unsaid'}`, 1)
    const rivals = facts.values.filter(one => !own.includes(one) && one.from < best.to && best.from < one.to)
    if (rivals.length > 0)
      emit(
        `value rivals:${rivals.some(one => one.to - one.from > best.to - best.from) ? 'longer' : 'alike'}`,
        1,
      )
    const rivalNamed = rivals.some(one =>
      mentionsOf(facts, one.ref).some(
        mention => Math.abs(mention.from - one.to) <= 2 || Math.abs(one.from - mention.to) <= 2,
      ),
    )
    if (rivalNamed && !named) emit('value of another named field', 1)
    if (facts.datasets.some(one => one.dataset === ref.dataset)) emit('value table said', 1)
  }
}

const emitShape = (facts: QuestionFacts, query: Query, use: QueryUse, emit: Emit): void => {
  const head = headOf(query)
  emit(`head:${head}`, 1)
  emit(`head:${head}:${outputCountOf(query)}`, 1)
  emit(`order:${orderOf(query)}`, 1)
  emit('filters', query.filters.length)
  emit('dimensions', query.dimensions.length)
  emit('outputs', use.isWhole ? 1 : outputCountOf(query))
  emit('datasets', use.datasets.size)
  const unsaid = [...use.datasets].filter(name => !facts.datasets.some(one => one.dataset === name)).length
  emit('datasets unsaid', unsaid)
  const root = query.root
  const shown = use.fields.find(({ role }) => role === 'show')?.ref.dataset
  if (root !== undefined && shown !== undefined && query.measures.length === 0) {
    const relation =
      root === shown
        ? 'own'
        : facts.view.isParent(shown, root)
          ? 'child'
          : facts.view.isParent(root, shown)
            ? 'parent'
            : 'other'
    const needsIt = use.fields.some(({ ref, role }) => role !== 'show' && ref.dataset === root)
    emit(`root:${relation}:${query.distinct ? 'distinct' : 'all'}`, 1)
    emit(`root:${relation}:${needsIt ? 'read' : 'idle'}`, 1)
    emit(`root ${facts.datasets.some(one => one.dataset === root) ? 'said' : 'unsaid'}:${relation}`, 1)
  }
  const numbers = facts.numbers.length
  emit(`numbers:${Math.min(2, numbers)}:${Math.min(2, use.numbers.length)}`, 1)
  for (const cue of facts.cues) emit(`cue ${cue}:${head}`, 1)
  if (isRepeated(use, 'show')) emit('shown of several tables', 1)
}

const isRepeated = ({ fields }: QueryUse, role: Role): boolean =>
  new Set(fields.filter(one => one.role === role).map(one => one.ref.dataset)).size > 1
