#include "race/folded.hpp"

#include <algorithm>

namespace bowball::race {
namespace {

constexpr std::size_t flaws_kept = 100;

}  // namespace

void fold_in(Folded& folded, const engine::Entry& entry) {
    if (const auto* started = std::get_if<engine::ServerStarted>(&entry.event)) folded.last_start = *started;
    folded.newest_wall = entry.wall;
    engine::fold_in(folded.state, entry);
}

Result<Folded> fold_journal(const journal::Journal& journal, const std::function<void(const engine::Entry&)>& replay) {
    Folded folded;
    auto& state = folded.state;
    const auto visit = [&](engine::Entry&& entry) {
        if (replay) replay(entry);
        fold_in(folded, entry);
    };
    const auto note = [&](journal::Flaw&& flaw) {
        if (flaw.is_lost) state.quarantine.push_back({flaw.seq, flaw.why});
        ++folded.flaw_count;
        if (folded.flaws.size() < flaws_kept) folded.flaws.push_back(std::move(flaw));
    };
    if (const auto read = journal.walk(visit, note); !read) return read.error();
    // An unreadable last row has its number all the same.
    state.head = std::max(state.head, journal.head().seq);
    return folded;
}

std::string describe_flaws(const Folded& folded) {
    if (folded.flaws.empty()) return {};
    const auto& first = folded.flaws.front();
    const auto more = folded.flaw_count > 1 ? " " + std::to_string(folded.flaw_count - 1) + " more like it." : std::string{};
    return "The journal is damaged at entry " + std::to_string(first.seq.value()) + ": " + first.why + "." + more + " Keep a copy of the file, and run bowball verify.";
}

}  // namespace bowball::race
