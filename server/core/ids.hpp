// Names and numbers of things, one type each, so that a lane can never be passed for a race.
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace bowball {

/// A number that names something. Ordered, comparable, and convertible to nothing.
template <class Tag, class Rep>
class Id {
public:
    using rep = Rep;
    constexpr Id() = default;
    constexpr explicit Id(Rep value) : value_(value) {}
    [[nodiscard]] constexpr Rep value() const { return value_; }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    Rep value_{};
};

/// A race of the programme. Numbered from 1 in the order of the programme; never reused.
using RaceId = Id<struct RaceIdTag, std::uint32_t>;
/// One attempt at a race: 1, then one more after each recall, abandonment or re-row.
using RunNumber = Id<struct RunNumberTag, std::uint16_t>;
/// A lane, or in a time trial the bow number: what officials call out.
using LaneNumber = Id<struct LaneNumberTag, std::uint16_t>;
/// A crew entered in an event. Unique in the meet.
using CrewId = Id<struct CrewIdTag, std::uint32_t>;
/// The number of a journal entry: 1, 2, 3 ... without gaps. Order of the log is this order and no other.
using Seq = Id<struct SeqTag, std::uint64_t>;
/// An impulse is named by the number of the entry that brought it.
using ImpulseId = Seq;
/// A device's clock between two restarts of it. Two stamps with the same ClockId differ by exactly their ticks.
using ClockId = Id<struct ClockIdTag, std::uint32_t>;

/// An event of the meet, such as "M1x". Short text, chosen by the organiser.
using EventCode = std::string;
/// A device as the configuration names it, such as "finish_a".
using DeviceName = std::string;
/// An input of a device as its driver names it, such as "C0".
using ChannelName = std::string;

}  // namespace bowball
