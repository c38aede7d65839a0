import { describe, expect, it } from 'vitest'
import { foldsPanel, type Room, roomFor } from '../../src/app/page/room.ts'

const HEAD_AND_STRIP_PX = 63 + 41
const stagePx = (heightPx: number, { rows, comparePx, part }: Room): number =>
  (heightPx - 41 - (part === 'both' ? comparePx : 0)) / rows - 63

describe('the room in the middle of the page', () => {
  it('leaves every stage 220 px beside charts, and charts 150', () => {
    for (let heightPx = 200; heightPx < 2200; heightPx += 7) {
      for (let lanes = 1; lanes <= 6; lanes++) {
        const room = roomFor({ widthPx: 1134, heightPx }, lanes, 'both')
        if (room.part !== 'both') continue
        expect(stagePx(heightPx, room), `${lanes} lanes on ${heightPx}`).toBeGreaterThanOrEqual(220)
        expect(room.comparePx).toBeGreaterThanOrEqual(150)
      }
    }
  })

  it('folds the charts away where they would take from the stage, and offers no both', () => {
    const low = roomFor({ widthPx: 728, heightPx: 420 }, 2, 'both')
    expect(low).toMatchObject({ part: 'stage', choices: ['stage', 'compare'] })
    expect(roomFor({ widthPx: 728, heightPx: 420 }, 2, 'compare').part).toBe('compare')
    expect(roomFor({ widthPx: 1208, heightPx: 752 }, 2, null).part).toBe('both')
  })

  it('shows the stage first on a laptop, where both are possible', () => {
    const laptop = roomFor({ widthPx: 1134, heightPx: 530 }, 2, null)
    expect(laptop.part).toBe('stage')
    expect(laptop.choices).toContain('both')
  })

  it('puts lanes in more rows rather than to make them too narrow', () => {
    const columns = (widthPx: number): readonly number[] =>
      [1, 2, 3, 4, 6].map((lanes) => roomFor({ widthPx, heightPx: 900 }, lanes, null).columns)
    expect(columns(1200)).toEqual([1, 2, 3, 2, 3])
    expect(columns(520)).toEqual([1, 2, 2, 2, 2])
    expect(columns(430)).toEqual([1, 1, 1, 1, 1])
    const { rows, rowMinPx } = roomFor({ widthPx: 430, heightPx: 500 }, 6, null)
    expect(rows).toBe(6)
    expect(rowMinPx).toBe(220 + HEAD_AND_STRIP_PX - 41)
  })

  it('folds the scenario panel beside an inspector only where lanes would be narrow', () => {
    expect(foldsPanel(1440, 2)).toBe(false)
    expect(foldsPanel(1440, 3)).toBe(true)
    expect(foldsPanel(1024, 2)).toBe(true)
    expect(foldsPanel(1920, 6)).toBe(false)
  })
})
