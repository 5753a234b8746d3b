"""The faults that mutate.py --simulator puts in, one at a time: what the simulated regattas must see by themselves, whatever other tests there are.

As in seeded.py a text that is no longer there is an error. Each breaks a promise of docs/reliability.md that only a world with crashes, lines, clocks and
people can be asked for; a fault behind which a second line of defence holds (a sensor's datagram heard twice, say, is dropped by its number and again by
its ticks) breaks none, so the last line is the one that is taken out here."""

# (name, file, text that stands there once, text instead)
faults = [
    # What is shown is recorded.
    ("an entry is published before it is recorded", "server/race/race.cpp",
     "    unwritten_ = std::move(entries);   // first: what follows may throw\n    journal_trouble_ = written.error().text;\n    journal_.note_unrecorded(true);\n    return {};",
     "    unwritten_ = entries;\n    journal_trouble_ = written.error().text;\n    journal_.note_unrecorded(true);\n    return entries;"),
    ("what comes behind a failing append is lost", "server/race/race.cpp", "        std::ranges::move(entries, std::back_inserter(unwritten_));\n", ""),
    ("what waited is written and not taken off", "server/race/race.cpp", "    unwritten_.erase(unwritten_.begin(), end);\n", ""),
    ("views are called recorded that are not", "server/race/race.cpp", "    batch.recorded = unwritten_.empty();\n    if (batch.edge &&", "    batch.recorded = true;\n    if (batch.edge &&"),
    ("an order is answered as recorded that is not", "server/race/race.cpp", "answer.outcome->recorded = unwritten_.empty() || answer.outcome->seq < unwritten_.front().seq;", "answer.outcome->recorded = true;"),
    ("NOT RECORDED is not kept over a crash", "server/race/race.cpp", "    journal_.note_unrecorded(true);\n", ""),
    ("the epoch is kept though numbers were lost", "server/journal/sqlite_journal.cpp", "if (!*is_old && !was_unrecorded) return {};", "if (!*is_old) return {};"),
    ("a new epoch at each start", "server/journal/sqlite_journal.cpp", "if (!*is_old && !was_unrecorded) return {};", ""),
    ("the journal does not sync", "server/journal/sqlite_journal.cpp", '"PRAGMA synchronous=OFF" : "PRAGMA synchronous=EXTRA"', '"PRAGMA synchronous=OFF" : "PRAGMA synchronous=OFF"'),
    # Orders.
    ("orders' ids are forgotten at a restart", "server/race/race.cpp", "    last_output_ = state_.equipment;\n", "    last_output_ = state_.equipment;\n    state_.commands.clear();\n"),
    ("an order that comes twice is carried out twice", "server/race/race.cpp", "if (!submission.origin.command_id.empty() && known != state_.commands.end())", "if (false)"),
    ("the start equipment is driven again after a restart", "server/race/race.cpp", "    last_output_ = state_.equipment;\n", ""),
    # Devices.
    ("an impulse is dropped when the queue is busy", "server/race/race.cpp", "    queue_.push_back({std::move(observation), options_.now()});\n    return true;\n}\n\n/// A device must not",
     "    if (queue_.empty() || !std::holds_alternative<RawImpulse>(observation.report)) queue_.push_back({std::move(observation), options_.now()});\n    return true;\n}\n\n/// A device must not"),
    ("a device is told of what is not yet stored", "server/race/race.cpp", "const auto* waits = !unwritten_.empty() ? &unwritten_.front() : !batch_.empty() ? &batch_.front() : nullptr;", "const engine::Entry* waits = nullptr;"),
    ("the same impulse twice is two", "server/engine/decide_impulses.cpp", "    std::ranges::sort(same, {}, &LedgerImpulse::id);\n", "    same.clear();\n"),
    ("a sensor's lane is taken for its neighbour's", "server/race/stamper.cpp", "        impulse.lane = binding->lane;\n", "        impulse.lane = binding->lane;\n        if (impulse.lane && *impulse.lane == LaneNumber{2}) impulse.lane = LaneNumber{1};\n"),
    ("a timer's number is off by one", "server/race/stamper.cpp", "LaneNumber{static_cast<std::uint16_t>(*raw.number)}", "LaneNumber{static_cast<std::uint16_t>(*raw.number % 2 == 0 ? *raw.number - 1 : *raw.number)}"),
    # Clocks.
    ("the drift of a clock has the wrong sign", "server/clock/clock_model.cpp", "return {to, bound.low + least, bound.high + most};", "return {to, bound.low - most, bound.high - least};"),
    ("the drift of a clock is left out", "server/clock/clock_model.cpp", "return {to, bound.low + least, bound.high + most};", "return {to, bound.low, bound.high};"),
    ("a clock begun anew is taken for the one before", "server/race/stamper.cpp", "clock_of(device) = DeviceClock{new_clock(), model_of(device)};", "std::ignore = clock_of(device);"),
    ("the timeline begins anew at each start", "server/race/timeline.cpp", "if (before.to_race(host) >= state.now) return {before, {}, slewed_since(*last, look).value_or(slewed)};", ""),
    ("the doubt of a timeline carried over a boot is left out", "server/race/timeline.cpp", "last && is_real ? doubt_of_wall(quality) : Duration{}", "Duration{}"),
    # Judging.
    ("a card of an earlier run is not carried over", "server/engine/offences.cpp", "if (run.decisions.empty() || run.recall_mistaken) continue;", "if (run.decisions.empty() || run.recall_mistaken || &run != &race.runs.back()) continue;"),
    ("a void that is taken back stays", "server/engine/fold_impulses.cpp", "    impulse->voided.reset();\n", ""),
    ("a card that is taken back stays", "server/engine/fold_start.cpp", "    race->cards.erase(std::next(newest).base());\n", ""),
    ("a mistaken recall charges the crew", "server/engine/offences.cpp", "if (run.decisions.empty() || run.recall_mistaken) continue;", "if (run.decisions.empty()) continue;"),
    ("an impulse named anew stays where it was", "server/engine/fold_impulses.cpp", "    race->assigned.push_back(event.impulse);\n", "    if (before) impulse->assigned = std::make_shared<const Assignment>(Assignment{event.race, newest_run(*race), event.point, LaneNumber{1}, decision_of(entry), before});\n    race->assigned.push_back(event.impulse);\n"),
    ("an official result takes what comes after it", "server/engine/fold_results.cpp", "    for (auto& run : race->runs) run.sealed = numbers_of(impulses_of(state, *race, run));\n", ""),
    ("an official race takes orders", "server/engine/decide_impulses.cpp", "if (std::ranges::find(owned, impulse.id, [](const LedgerImpulse* one) { return one->id; }) != owned.end()) return need_not_official(race);", "(void)owned;"),
    # The feed.
    ("the log is sent with a gap after a reconnect", "server/net/hub.cpp", "wants.log_at = log_begin_ + static_cast<std::uint64_t>(next - log_.begin());", "wants.log_at = log_begin_ + static_cast<std::uint64_t>(next - log_.begin()) + (from > Seq{0} && next != log_.end() ? 1 : 0);"),
    ("an entry that the client has is sent again", "server/net/hub.cpp", "const auto next = std::ranges::upper_bound(log_, from, {}, &Broadcast::Entry::seq);", "const auto next = std::ranges::lower_bound(log_, from, {}, &Broadcast::Entry::seq); wants.log_after = Seq{0};"),
    ("another epoch's place in the log is taken for this one's", "server/net/hub.cpp", "const auto is_other = since.substr(0, colon) != epoch_ || (from > head_ && !may_be_behind_);", "const auto is_other = false;"),
    ("the older of two views that wait is sent", "server/net/pending_views.cpp", "    *waiting = std::move(packet);\n", ""),
    ("the meet's view is not patched", "server/views/projection.cpp", "    changes.meet = changes.meet || (state.current && judged.contains(*state.current));\n", "    changes.meet = changes.meet && entries.size() > 1;\n"),
    ("a race's views are not patched for an official's word", "server/views/projection.cpp", "        std::ranges::copy(races_touched(state, entry), std::back_inserter(touched));\n", "        if (!is_any_of<StatusSet, PenaltySet>(entry.event)) std::ranges::copy(races_touched(state, entry), std::back_inserter(touched));\n"),
    ("views lag a while behind deadlines", "server/views/projection.cpp", "    if (deadline_ && state.now >= *deadline_) std::ranges::copy(open_races(state), std::back_inserter(touched));\n", ""),
    ("another race's views stay under current", "server/net/air.cpp", "    for (const auto& frame : turned) put_alias(frame.topic, frame, out);\n", ""),
    ("the public is shown an official's views", "server/net/hub.cpp", "        if (!is_open_to(view, wish.is_official)) return;\n", ""),
]
