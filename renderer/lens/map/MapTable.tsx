import type { topCells } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap } from '../../../electron/shared/shown/map_groups'
import { count } from '../../../electron/shared/shown/numbers'
import { Struck } from '../../design/Struck'
import { layersName } from '../subject/layers_name'
import type { Subject } from '../subject/subject'
import { placeOf } from './CellReadout'

/** The map's darkest places as a table, for screen readers. */
export function MapTable({
  subject,
  map,
  cells,
}: {
  subject: Subject
  map: GroupedMap
  cells: ReturnType<typeof topCells>
}) {
  return (
    <table className="ui-unseen">
      <caption>Places that entered attention most often</caption>
      <thead>
        <tr>
          <th>Layer</th>
          <th>Page</th>
          <th>Times</th>
          <th>Sentence</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ row, bin, count: times }) => {
          const place = placeOf(subject, map, bin)
          return (
            <tr key={`${row} ${bin}`}>
              <td>{layersName(map.rows[row]!.layers)}</td>
              <td>{place?.page}</td>
              <td>{count(times)}</td>
              <td>{place && <Struck text={place.text} />}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
