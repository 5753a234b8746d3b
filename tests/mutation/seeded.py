"""The faults that mutate.py --seeded puts in, one at a time: each with the words of the source that it changes, and the tests that must see it.

A text that is no longer there is an error: whoever changes the line looks whether the fault can still be made, and writes it anew."""

# (name, file, text that stands there once, text instead, [(test program, gtest filter)])
faults = [
    # The journal.
    ("the journal does not sync", "server/journal/sqlite_journal.cpp", '"PRAGMA synchronous=OFF" : "PRAGMA synchronous=EXTRA"', '"PRAGMA synchronous=OFF" : "PRAGMA synchronous=OFF"',
     [("test_journal", "PowerCut.AtAnyMoment*")]),
    ("the chain leaves out the row before", "server/journal/sqlite_journal.cpp", "const auto hash = sha256(head.hash, text);", "const auto hash = sha256(text);", [("test_journal", "JournalFile.*")]),
    ("a wrong hash is taken for a good one", "server/journal/row_check.cpp", "const auto holds = stored && (!follows || *stored == sha256(head_.hash, text));", "const auto holds = stored.has_value();",
     [("test_journal", "JournalFile.*")]),
    ("a row that is missing is not noticed", "server/journal/row_check.cpp", "const auto follows = is_number(row, 0) && seq.value() == expected;", "const auto follows = seq.value() >= expected;", [("test_journal", "JournalFile.*")]),
    ("an end that was cut off is not noticed", "server/journal/verify.cpp", "if (!found_.first_bad && next_ != expected_.end())", "if (false)", [("test_journal", "JournalFile.*")]),
    ("columns beside the text are not compared", "server/journal/row_check.cpp", 'if (!is_text(row, 3) || column_text(row, 3) != marks.kind) return "kind";', "", [("test_journal", "JournalFile.*")]),
    ("a signed note opens with any signature", "server/journal/signed_note.cpp", "is_signed(key.key, text, *signature)", "true", [("test_journal", "SignedNote.*")]),
    ("a copy takes rows whose chain is broken", "server/journal/copy.cpp", "if (!row.text.empty() && row.hash != sha256(head.hash, row.text))", "if (false)", [("test_journal", "Installing.*"), ("test_relay", "StandingBy.*:Following.*")]),
    # The race.
    ("an entry is published before it is recorded", "server/race/race_journal.cpp", "    unwritten_ = std::exchange(batch_, {});   // first: what follows may throw\n    journal_.note_unrecorded(true);\n    journal_trouble_ = written.error().text;\n    return {};",
     "    unwritten_ = std::exchange(batch_, {});\n    journal_.note_unrecorded(true);\n    journal_trouble_ = written.error().text;\n    return unwritten_;", [("test_race", "Recording.*")]),
    ("what comes behind a failing append is lost", "server/race/race_journal.cpp", "        unwritten_.insert(unwritten_.end(), std::move_iterator{batch_.begin()}, std::move_iterator{batch_.end()});\n", "", [("test_race", "Recording.*")]),
    ("what waited is written and not taken off", "server/race/race_journal.cpp", "    unwritten_.erase(unwritten_.begin(), end);\n", "", [("test_race", "Recording.*")]),
    ("NOT RECORDED is not kept over a crash", "server/race/race_journal.cpp", "    journal_.note_unrecorded(true);\n", "", [("test_race", "Recording.*")]),
    # The clock.
    ("the drift of a clock is left out", "server/clock/clock_model.cpp", "return {to, bound.low + least, bound.high + most};", "return {to, bound.low, bound.high};", [("test_clock", "*")]),
    ("the drift of a clock has the wrong sign", "server/clock/clock_model.cpp", "return {to, bound.low + least, bound.high + most};", "return {to, bound.low - most, bound.high - least};", [("test_clock", "*")]),
    ("the rate that was measured is not used", "server/clock/clock_model.cpp", "if (pace.highest - pace.lowest <= options_.rate_limit_ppb * 3 / 2) rate_ =", "if (false) rate_ =", [("test_clock", "*")]),
    # Judging.
    ("a reaction of just the threshold is a false start", "server/engine/judge_start.cpp", "at_most(*lane.reaction) < *limits().reaction_threshold", "at_most(*lane.reaction) <= *limits().reaction_threshold", [("test_engine", "*Start*")]),
    ("a bow over the line is judged from the other side", "server/engine/judge_start.cpp", "limits().judge_bow_over_line && lane.over_line && at_most(*lane.over_line) < 0ns", "limits().judge_bow_over_line && lane.over_line && at_most(*lane.over_line) > 0ns",
     [("test_engine", "*Start*")]),
    ("the first lane is skipped", "server/engine/judge_start.cpp", "    void judge_reactions() {\n        for (auto& lane : found_.lanes) {", "    void judge_reactions() {\n        for (auto& lane : found_.lanes) {\n            if (&lane == &found_.lanes.front()) continue;",
     [("test_engine", "*Start*")]),
    ("a dead heat is one though the stamps cannot tell", "server/engine/judge_dead_heats.cpp", "if (level && is_told)", "if (level)", [("test_engine", "*"), ("test_races", "*")]),
    ("a time is rounded down where it is to be rounded up", "server/rules/rounding.cpp", "case Rounding::up: return Duration{floor + u};", "case Rounding::up: return Duration{floor};", [("test_rules", "*ound*")]),
    ("half a unit is rounded down", "server/rules/rounding.cpp", "(twice == u && time.count() > 0)", "(twice == u && time.count() < 0)", [("test_rules", "*ound*")]),
    ("a card of an earlier run is not carried over", "server/engine/offences.cpp", "const auto counts = per_race ? offence.by.seq != step.by->seq : offence.crew == step.crew;", "const auto counts = per_race && offence.by.seq != step.by->seq;", [("test_engine", "*")]),
    ("a crew that is out starts all the same", "server/engine/fold_start.cpp", "if (race->is_called(lane.lane) && standing_of(lane, cards, event.barred) == ResultStatus::none)", "if (race->is_called(lane.lane))", [("test_engine", "*")]),
    # The network.
    ("whoever is signed in may give any order", "server/net/routes.cpp", "if (const auto allowed = engine::check_authority(actor.role, command); !allowed) return said(allowed.error());", "", [("test_net", "Access.*:SignIn.*:LiveFeed.*:Door.*:NeedsTls.*")]),
    ("the page of any site may give orders", "server/net/routes.cpp", "return scheme_end != std::string::npos && request.origin.substr(scheme_end + 3) == request.host;", "return true || scheme_end == 0;", [("test_net", "Access.*:SignIn.*:LiveFeed.*:HttpAbuse.*")]),
    ("an entry that the client has is sent again", "server/net/hub.cpp", "const auto next = std::ranges::upper_bound(log_, from, {}, &Broadcast::Entry::seq);", "const auto next = std::ranges::lower_bound(log_, from, {}, &Broadcast::Entry::seq); wants.log_after = Seq{0};",
     [("test_net", "LogRing.*:AHub.*:LiveFeed.*")]),
    ("what waits for a client has no bound", "server/net/outbox.cpp", "return answers_.size() > limits::answers_waiting || answer_bytes_ > most_bytes;", "return answers_.size() > 1'000'000'000 || answer_bytes_ > 1'000'000'000 + most_bytes;", [("test_net", "OutboxTest.*:TheContractsPage.*:ShortBounds.*")]),
    ("a client's frame need not be masked", "server/net/websocket_frame.cpp", "if (!is_known(opcode) || !is_masked ||", "if (!is_known(opcode) ||", [("test_net", "WebsocketFrame.*:Conformance.*")]),
    ("compressed messages grow without a bound", "server/net/message_deflate.cpp", "if (out.size() > most_bytes) return", "if (false) return", [("test_net", "WebsocketFrame.*:Conformance.*")]),
    # Drivers and seals.
    ("a timer's checksum is not looked at", "drivers/mylaps_p3.cpp", "if (little_endian(record.substr(4, 2)) != crc_of(record))", "if (false)", [("test_drivers", "*P3*:*ylaps*")]),
    ("a timer's midnight is not noticed", "drivers/alge_timy.cpp", "is_live ? clock_.unwrap(time.time, out) : clock_.in_the_past(time.time)", "DeviceTime{time.time}", [("test_drivers", "*")]),
    ("a datagram with any seal is taken", "server/core/digest.cpp", "return sodium_memcmp(seal.data(), sealed.data() + text.size(), seal.size()) == 0;", "return seal.size() == Seal{}.size();", [("test_core", "KeyedDigest.*")]),
    # The hub.
    ("the hub is not asked what its newest message is", "server/nats/streams.cpp", "if (status == NATS_OK) status = natsMsgHeader_Set(raw, after_seq_header, std::to_string(after + i).c_str());", "", [("test_relay", "StreamsOnAHub.*")]),
    ("another journal's stream is taken for ours", "server/relay/log_sender.cpp", "if (theirs && theirs->hash == *ours) return {};", "if (theirs) return {};", [("test_relay", "Sending.*")]),
    # Formats.
    ("the public sees years of birth", "server/formats/entry.cpp", "std::get<CrewEntered>(open.event).birth_years.clear();", "open.event = entry.event; return encode_entry(entry);", [("test_formats", "Entry.*:Command.*:Garbage.*:Config.*")]),
    ("JSON nests as deep as it likes", "server/formats/parse_json.cpp", "if (nests_too_deep(text)) return", "if (false && nests_too_deep(text)) return", [("test_formats", "Entry.*:Command.*:Garbage.*:Config.*")]),
    ("an order needs no id of its own", "server/formats/command.cpp", "if (id.empty() || id.size() > 64) return", "if (id.size() > 64) return", [("test_formats", "Command*")]),
    ("a hub's view is passed on without a look", "server/formats/frame.cpp", "|| !nlohmann::json::accept(view.data)", "", [("test_relay", "FrameOfAView.*")]),
]
