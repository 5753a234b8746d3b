// What the race has brought forth, on its way into the journal and out to everybody: written, waiting to be written, or spilled at the end.
#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/limits.hpp"
#include "engine/fold.hpp"
#include "race/race.hpp"

namespace bowball::race {
namespace {

// Entries that are moved are moved all or none: what may throw comes before.
static_assert(std::is_nothrow_move_constructible_v<engine::Entry> && std::is_nothrow_move_assignable_v<engine::Entry>);

/// What waits must not go with an exception: for want of memory, say.
Result<void> try_append(journal::Journal& journal, std::span<const engine::Entry> entries) {
    try {
        return journal.append(entries);
    } catch (const std::exception& problem) {
        return Error{errc::io_failed, std::string{"The journal met what it did not expect: "} + problem.what() + "."};
    }
}

/// Throws where there is no memory for so many more; nothing is moved then.
void make_room(std::vector<engine::Entry>& entries, std::size_t more) {
    if (entries.capacity() - entries.size() < more) entries.reserve(std::max(entries.size() + more, 2 * entries.size()));
}

Result<std::string> try_spill(const journal::Journal& journal, const journal::EntriesToSpill& entries) {
    try {
        return journal.spill(entries);
    } catch (const std::exception& problem) {
        return Error{errc::io_failed, std::string{"The journal met what it did not expect: "} + problem.what() + "."};
    }
}

}  // namespace

/// All or none: half an order in the journal would be another order. All of them will be in the journal, so what throws at one, for want of memory
/// say, keeps no other from being folded, and no later entry has a number of theirs. What that one leaves unfolded is there after the next start.
void Race::append(std::vector<engine::Entry> entries) {
    if (entries.empty()) return;
    const auto first = batch_.size();
    make_room(batch_, entries.size());
    engine::remember_command(state_, entries.back());   // first: given again it must not be carried out again
    batch_.insert(batch_.end(), std::move_iterator{entries.begin()}, std::move_iterator{entries.end()});
    std::exception_ptr problem;
    for (auto i = first; i < batch_.size(); ++i) {
        try {
            engine::fold_in(state_, batch_[i]);
            drive_outputs();
        } catch (const std::exception&) {
            state_.head = batch_[i].seq;
            problem = std::current_exception();
        }
    }
    if (problem) std::rethrow_exception(problem);
}

void Race::finish_batch() {
    // First what may throw: what waits must not go with that.
    if (!unwritten_.empty()) make_room(unwritten_, batch_.size());
    Batch batch;
    batch.views = changed_views(batch_);
    for (const auto& entry : batch_) {
        const auto* seen = std::get_if<engine::ImpulseSeen>(&entry.event);
        if (seen != nullptr && (!batch.edge || *batch.edge < seen->impulse.stamp.at)) batch.edge = seen->impulse.stamp.at;
    }
    const auto was_recorded = unwritten_.empty();
    batch.entries = write();
    batch.recorded = unwritten_.empty();
    if (batch.edge && batch.recorded) batch.committed = options_.now().race;
    batch.head = state_.head;
    if (was_recorded != batch.recorded || std::exchange(health_changed_, false)) say_health(batch);
    if (options_.publish && (!batch.entries.empty() || !batch.views.empty())) options_.publish(batch);
    while (!answers_.empty()) {
        auto answer = std::move(answers_.front());
        answers_.pop_front();   // first: one that throws keeps nobody else waiting
        if (answer.outcome) answer.outcome->recorded = unwritten_.empty() || answer.outcome->seq < unwritten_.front().seq;
        answer.reply(std::move(answer.outcome));
    }
    answer_marks();
}

/// Where it cannot be made the next batch has it. The entries do not wait for that: nobody would show them later.
void Race::say_health(Batch& batch) {
    try {
        batch.views.push_back(health());
    } catch (const std::exception&) {
        health_changed_ = true;
    }
}

void Race::answer_marks() {
    const auto* waits = !unwritten_.empty() ? &unwritten_.front() : !batch_.empty() ? &batch_.front() : nullptr;
    const auto later = std::ranges::find_if(marks_, [&](const Mark& mark) { return waits != nullptr && mark.behind >= waits->seq; });
    std::vector<Mark> rest{later, marks_.end()};
    marks_.erase(later, marks_.end());
    for (const auto& mark : std::exchange(marks_, std::move(rest))) {
        if (options_.committed) options_.committed(mark.device, mark.number);
    }
}

std::vector<engine::Entry> Race::write() {
    if (batch_.empty()) return {};
    if (!unwritten_.empty()) {
        make_room(unwritten_, batch_.size());
        unwritten_.insert(unwritten_.end(), std::move_iterator{batch_.begin()}, std::move_iterator{batch_.end()});
        batch_.clear();
        return {};  // order matters: what waits goes first, catch_up() writes all
    }
    const auto began = options_.stopwatch_ns ? options_.stopwatch_ns() : 0;
    const auto written = try_append(journal_, batch_);
    if (options_.stopwatch_ns) commit_time_.add(options_.stopwatch_ns() - began);
    if (written) return std::exchange(batch_, {});
    unwritten_ = std::exchange(batch_, {});   // first: what follows may throw
    journal_.note_unrecorded(true);
    journal_trouble_ = written.error().text;
    return {};
}

bool Race::catch_up() {
    if (unwritten_.empty()) return true;
    const auto most = unwritten_.begin() + static_cast<std::ptrdiff_t>(std::min(unwritten_.size(), limits::catch_up_entries));
    const auto written = try_append(journal_, {unwritten_.begin(), most});
    if (!written) journal_trouble_ = written.error().text;
    // A disk that is late each time has what was under way before, whatever becomes of the rest.
    const auto end = written ? most : std::ranges::upper_bound(unwritten_, journal_.head().seq, {}, &engine::Entry::seq);
    if (end == unwritten_.begin()) return false;
    Batch batch;
    batch.entries.assign(std::move_iterator{unwritten_.begin()}, std::move_iterator{end});
    unwritten_.erase(unwritten_.begin(), end);
    batch.recorded = unwritten_.empty();
    batch.head = state_.head;
    if (batch.recorded) {
        journal_trouble_.clear();
        journal_.note_unrecorded(false);
    }
    say_health(batch);
    if (options_.publish) options_.publish(batch);
    answer_marks();
    return batch.recorded;
}

void Race::catch_up_at_last(const std::function<void(Duration)>& sleep, Duration patience) {
    std::ignore = write();   // of a batch that could not be shown
    constexpr Duration look_again = 20ms;
    auto waited = Duration{};
    for (auto left = unwritten_.size(); !catch_up();) {
        const auto has_moved = unwritten_.size() < left;
        left = unwritten_.size();
        waited = has_moved ? Duration{} : waited + look_again;
        if (has_moved) continue;
        if (!journal_.is_under_way() || waited > patience) return;
        sleep(look_again);
    }
}

/// Handed over, not copied: memory may be full of them. Handed back, unless a disk hangs over them still.
std::string Race::spill() {
    if (unwritten_.empty()) return {};
    const auto count = std::to_string(unwritten_.size()) + " entries from " + std::to_string(unwritten_.front().seq.value()) + " on";
    const auto entries = std::make_shared<std::vector<engine::Entry>>(std::move(unwritten_));
    const auto spilled = try_spill(journal_, entries);
    if (entries.use_count() == 1) unwritten_ = std::move(*entries);
    if (!spilled) return "NOT RECORDED: " + count + " are LOST: " + spilled.error().text;
    return "NOT RECORDED: " + count + " could not be written into the journal (" + journal_trouble_ + ") and are in " + *spilled + ". Keep that file.";
}

std::vector<views::TopicView> Race::changed_views(const std::vector<engine::Entry>& entries) {
    const auto alarm_before = projection_.redundancy_alarm();
    auto changed = projection_.update(state_, entries);
    health_changed_ = health_changed_ || projection_.redundancy_alarm() != alarm_before;
    return changed;
}

}  // namespace bowball::race
