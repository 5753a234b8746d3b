// Readings of one photo-finish picture: the step that they are exact to, whether they are an order, and whether readers agree.
#pragma once
#include "engine/state.hpp"

namespace bowball::engine {

/// The step in which the times were read: as said, else the coarsest decimal one that all of them are multiples of.
[[nodiscard]] Duration resolution_of(Duration said, const std::vector<PhotoRow>& rows);
/// The instant of a column since the start signal, to the nearest nanosecond.
[[nodiscard]] Duration time_of_column(const Picture& picture, std::uint32_t column);
/// One column, rounded up.
[[nodiscard]] Duration length_of_column(const Picture& picture);

/// Places must follow columns: one column is one place, and a dead heat lies within two neighbouring columns. Rows without a
/// place or a column are left out. Fails with errc::bad_input, and names two lanes.
[[nodiscard]] Result<void> check_order(const std::vector<PhotoRow>& rows);

/// Lanes that two readers read more than one column apart, or that they put into different orders; by number. A lane that only one
/// of them read is in nobody's dispute.
[[nodiscard]] std::vector<LaneNumber> lanes_in_dispute(const Race& race);

}  // namespace bowball::engine
