// Warnings of what was read of the photo finish beside what the times say.
#include <algorithm>

#include "engine/warning_desk.hpp"

namespace bowball::engine {
namespace {

class PictureDesk : WarningDesk {
public:
    using WarningDesk::WarningDesk;

    void judge() {
        picture();
        if (!is_rowed_again()) level_on_the_picture();
    }

private:
    void picture() {
        for (const auto& read : *case_.photo) {
            const auto settled = case_.race.lane(read.row.lane)->status_by.has_value();
            if (gravity(read.row.status) > 1 && !settled)
                warn(WarningKind::photo_remark, read.row.lane, {}, lane_text(read.row.lane) + ": the picture's operator entered " + std::string{code_of(read.row.status)} + ". Enter it too: only then the crew is out of the rounds that remain.");
            if (!read.row.remark.empty() && !settled)
                warn(WarningKind::photo_remark, read.row.lane, {}, lane_text(read.row.lane) + ": the picture's operator wrote \"" + read.row.remark + "\". Enter the status that it means.");
        }
    }

    /// Crews that the picture reads level hold one place, unless another without a reading lies between them.
    void level_on_the_picture() {
        const auto place_of = [&](const LaneResult& result) -> std::optional<std::uint16_t> {
            const auto read = std::ranges::find(*case_.photo, result.lane, [](const PhotoLane& one) { return one.row.lane; });
            const auto counts = read != case_.photo->end() && result.rank && result.status == ResultStatus::none && result.penalty == 0ns && result.handicap == 0ns;
            return counts ? read->row.place : std::nullopt;
        };
        const auto& results = judgement_.results;
        for (auto a = results.begin(); a != results.end(); ++a) {
            const auto level = std::find_if(a + 1, results.end(), [&](const LaneResult& b) { return place_of(*a) && place_of(b) == place_of(*a); });
            if (level == results.end() || level->rank == a->rank) continue;
            warn(WarningKind::photo_disagrees, level->lane, {},
                 "The picture reads lanes " + std::to_string(a->lane.value()) + " and " + std::to_string(level->lane.value()) + " level, yet by time another crew lies between. Read its place too.");
        }
    }

    [[nodiscard]] bool is_rowed_again() const { return case_.run != nullptr && case_.run->of_some; }
};

}  // namespace

void warn_of_picture(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found) { PictureDesk{the_case, judgement, crossings, found}.judge(); }

}  // namespace bowball::engine
