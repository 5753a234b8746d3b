#include "bench/scale/pace.hpp"

#include <algorithm>
#include <fstream>
#include <vector>

#include "bench/feed/messages.hpp"
#include "engine/fold.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "net/message_deflate.hpp"
#include "views/projection.hpp"

namespace bowball::bench {

Pace pace_of_a_race() {
    Pace pace;
    std::ifstream journal{tests_folder() + "/races/clean_final.jsonl"};
    engine::MeetState state;
    views::Projection projection;
    std::ignore = projection.all(state);
    std::vector<std::int64_t> times_ns;
    std::int64_t last_ns = 0;
    for (std::string line; std::getline(journal, line);) {
        const auto entry = formats::decode_entry(line);
        if (!entry) continue;
        engine::fold_in(state, *entry);
        const auto is_impulse = std::holds_alternative<engine::ImpulseSeen>(entry->event);
        for (const auto& view : projection.update(state, {*entry})) {
            if (view.topic != "race/1/board" || (times_ns.empty() && !is_impulse)) continue;
            const auto frame = feed::framed({view.topic, formats::encode_view(view.view)});
            times_ns.push_back(entry->at.time_since_epoch().count());
            pace.mean_bytes += static_cast<double>(frame.size());
            pace.deflated_bytes += static_cast<double>(net::deflate_message(frame).size());
        }
        last_ns = entry->at.time_since_epoch().count();
    }
    pace.frames = times_ns.size();
    if (pace.frames == 0) return pace;
    pace.mean_bytes /= static_cast<double>(pace.frames);
    pace.deflated_bytes /= static_cast<double>(pace.frames);
    pace.seconds = static_cast<double>(last_ns - times_ns.front()) / 1e9;
    for (auto from = times_ns.begin(); from != times_ns.end(); ++from)
        pace.most_in_a_second = std::max(pace.most_in_a_second, static_cast<std::size_t>(std::upper_bound(from, times_ns.end(), *from + 1'000'000'000) - from));
    return pace;
}

}  // namespace bowball::bench
