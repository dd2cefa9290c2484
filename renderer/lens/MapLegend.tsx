/** The scale in words: a square root, as its numbers show. */
export const MapLegend = () => (
  <div className="lens-map-legend">
    <span className="lens-quiet">Share of a place’s tokens that entered</span>
    <span className="lens-map-scale" aria-hidden />
    <span className="lens-map-scale-names">
      <span>0</span>
      <span>25%</span>
      <span>100%</span>
    </span>
  </div>
)
