#include "oracle.hpp"

#include <algorithm>

#include "engine/judge.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"

namespace bowball::simulation {
namespace {

/// More than any finger is off, and than two of them.
constexpr Duration clear_lead = 700ms;
/// The smallest step of a timer's time.
constexpr Duration timer_count = 100us;

std::string show(Duration span) { return std::to_string(span.count()) + " ns"; }

/// The lane that the device said: a sensor by its channel (see Venue::plan), a timer in its line, "0003 C1  09:00:18.3157 00", where 0 is none.
std::optional<std::optional<LaneNumber>> lane_said(const engine::Impulse& impulse, const Venue& venue) {
    const auto lane_or_none = [](unsigned number) { return number == 0 ? std::nullopt : std::optional{LaneNumber{static_cast<std::uint16_t>(number)}}; };
    if (venue.sensor() != nullptr && impulse.device == venue.sensor()->name()) return lane_or_none(static_cast<unsigned>(std::stoul(impulse.channel)) % 20);
    const auto digits = impulse.remark.find_first_of("0123456789");
    if (impulse.device != "timer" || digits == std::string::npos || impulse.remark.find(" C", digits) != digits + 4) return std::nullopt;
    return lane_or_none(static_cast<unsigned>(std::stoul(impulse.remark.substr(digits, 4))));
}

}  // namespace

void Oracle::see(const race::Batch& batch, const journal::Head& head) {
    if (batch.recorded && head.seq < batch.head) world_.must_not_be("published and called recorded, but not in the journal: entry " + std::to_string(batch.head.value()));
    for (const auto& entry : batch.entries) {
        const auto seq = entry.seq.value();
        if (entry.seq > head.seq) world_.must_not_be("on the log before it is in the journal: entry " + std::to_string(seq));
        if (last_seen_ != 0 && seq != last_seen_ + 1) world_.must_not_be("the log went from entry " + std::to_string(last_seen_) + " to " + std::to_string(seq));
        last_seen_ = seq;
        const auto [known, is_new] = recorded_.emplace(seq, formats::encode_entry(entry));
        if (!is_new) world_.must_not_be("the number " + std::to_string(seq) + " was given twice to what was recorded");
        ++world_.tally.entries;
    }
    for (const auto& view : batch.views) {
        const auto* health = std::get_if<views::HealthView>(&view.view);
        if (health == nullptr) shown_[view.topic] = formats::encode_view(view.view);
        if (health != nullptr && health->recorded != batch.recorded) world_.must_not_be("the health view does not say what is recorded");
    }
}

/// What was ordered before a server was started has been done.
void Oracle::see_output(const OutputOrder& order, const Server* server) {
    if (order.kind == OutputKind::start) ++world_.tally.starts_given;
    if (server == nullptr) world_.must_not_be("start equipment was driven by the start of a server: race " + std::to_string(order.race.value()));
}

void Oracle::compare_shown(const Server& server) {
    ++world_.tally.shown_compared;
    compare_views(shown_, views_of(server.state()), "what was shown last");
    compare_seals(server.state());
}

void Oracle::compare_seals(const engine::MeetState& state) {
    for (const auto& [id, race] : state.races) {
        if (race.stage != engine::Stage::official) continue;
        ++world_.tally.seals_compared;
        if (engine::digest_of(engine::judge(state, race)) != race.revisions.back().digest) world_.must_not_be("the official result of race " + std::to_string(id.value()) + " is another one than was made official");
    }
}

std::map<std::string, std::string> Oracle::views_of(const engine::MeetState& state) {
    std::map<std::string, std::string> views;
    for (const auto& view : views::project_all(state)) views.emplace(view.topic, formats::encode_view(view.view));
    return views;
}

void Oracle::remember(const Server& server, bool in_the_midst) {
    before_ = Life{server.journal().epoch(), !server.journal().trouble_at_opening().empty(), recorded_.empty() ? Seq{} : Seq{recorded_.rbegin()->first}, server.state().head, server.race().unwritten(), {}};
    if (before_->unwritten > 0) ++world_.tally.unrecorded_at_death;
    if (!in_the_midst && before_->unwritten == 0) before_->views = views_of(server.state());
    if (!in_the_midst) compare_shown(server);
    last_seen_ = 0;
    shown_.clear();
}

/// A life that has begun, and written no more than that.
void Oracle::compare(const Server& next) {
    if (next.is_dead()) return;
    const auto owes_a_name = before_ && (before_->unwritten > 0 || before_->is_unnamed);
    if (!owes_a_name && !next.journal().trouble_at_opening().empty()) world_.must_not_be("nothing was lost, and the next life says: " + next.journal().trouble_at_opening());
    if (!before_) return;
    const auto before = *std::exchange(before_, {});
    const auto is_renamed = next.journal().epoch() != before.epoch;
    if (next.journal().head().seq < before.recorded)
        world_.must_not_be("entry " + std::to_string(before.recorded.value()) + " was shown as recorded, and the next life's journal ends at " + std::to_string(next.journal().head().seq.value()));
    if (before.unwritten > 0 && !is_renamed) world_.must_not_be("entries were shown that are lost, and the epoch is the same");
    if (!before.views) return;
    if (is_renamed && !before.is_unnamed) world_.must_not_be("a new epoch, though everything was recorded");
    // What the new life wrote since lets time go on, and with it what is shown.
    engine::MeetState state;
    std::ignore = next.journal().read(Seq{1}, [&](engine::Entry&& entry) {
        if (entry.seq <= before.head) engine::fold_in(state, entry);
    });
    compare_views(views_of(state), *before.views, "after a restart");
}

void Oracle::compare_views(const std::map<std::string, std::string>& is, const std::map<std::string, std::string>& should_be, const std::string& whose) {
    for (const auto& [topic, data] : should_be) {
        const auto found = is.find(topic);
        if (found == is.end()) world_.must_not_be(whose + ": " + topic + " is missing");
        else if (found->second != data) world_.must_not_be(whose + ": " + topic + " is\n  " + found->second + "\nand should be\n  " + data);
    }
    for (const auto& [topic, data] : is) {
        if (!should_be.contains(topic)) world_.must_not_be(whose + ": " + topic + " is there, and should not be");
    }
}

void Oracle::check_journal(const Server& server) {
    if (server.race().unwritten() > 0) world_.must_not_be("the disk works again, and entries are not written");
    if (!server.state().quarantine.empty()) world_.must_not_be("entry " + std::to_string(server.state().quarantine.front().seq.value()) + " was put aside: " + server.state().quarantine.front().why);
    auto recorded = recorded_.begin();
    std::uint64_t count = 0;
    const auto read = server.journal().read(Seq{1}, [&](engine::Entry&& entry) {
        const auto seq = entry.seq.value();
        if (seq != ++count) world_.must_not_be("the journal goes on with entry " + std::to_string(seq) + " after " + std::to_string(count - 1));
        while (recorded != recorded_.end() && recorded->first < seq) ++recorded;
        if (recorded == recorded_.end() || recorded->first != seq) return;
        if (recorded->second != formats::encode_entry(entry)) world_.must_not_be("entry " + std::to_string(seq) + " is another one than was shown as recorded");
    });
    if (!read) world_.must_not_be("the journal cannot be read: " + read.error().text);
    if (!recorded_.empty() && recorded_.rbegin()->first > count) world_.must_not_be("entries that were shown as recorded are lost, the last one is " + std::to_string(recorded_.rbegin()->first));
    auto folded = race::fold_journal(server.journal());
    if (!folded) return world_.must_not_be("the journal cannot be folded: " + folded.error().text);
    compare_views(views_of(server.state()), views_of(folded->state), "the race against the journal's fold");
}

/// Every view is that of the fold, to the byte; every follower of the log has each public entry once, in order.
void Oracle::check_screens(const Server& server, const std::vector<Screen>& screens) {
    std::vector<Screen::Event> log;
    std::ignore = server.journal().read(Seq{1}, [&](engine::Entry&& entry) {
        if (formats::is_public(entry.event)) log.push_back({entry.seq.value(), formats::encode_public_entry(entry)});
    });
    const auto current = server.state().current ? "race/" + std::to_string(server.state().current->value()) + "/" : std::string{};
    for (const auto& screen : screens) {
        std::map<std::string, std::string> should_be;
        for (const auto& view : server.race().all_views()) {
            if (view.audience != views::Audience::everyone && !screen.is_official()) continue;
            auto data = formats::encode_view(view.view);
            if (!current.empty() && view.topic.starts_with(current) && screen.follows("current/" + view.topic.substr(current.size()))) should_be.emplace("current/" + view.topic.substr(current.size()), data);
            if (screen.follows(view.topic)) should_be.emplace(view.topic, std::move(data));
        }
        auto is = screen.views();
        is.erase("health");   // counts what nothing in the journal says
        compare_views(is, should_be, screen.name());
        if (screen.epoch() != server.journal().epoch()) world_.must_not_be(screen.name() + " is in another epoch");
        if (!screen.follows("log")) continue;
        const auto& has = screen.log();
        for (std::size_t i = 0; i < std::max(has.size(), log.size()); ++i) {
            if (i < has.size() && i < log.size() && has[i].seq == log[i].seq && has[i].data == log[i].data) continue;
            world_.must_not_be(screen.name() + ": its log and the journal part at entry " + std::to_string(i < log.size() ? log[i].seq : has[i].seq) + " (" + std::to_string(has.size()) + " of " + std::to_string(log.size()) + ")");
            break;
        }
    }
}

/// No contact is there twice, and none of a sensor that repeats what is not acknowledged is missing.
void Oracle::check_impulses(const Server& server, const Venue& venue) {
    std::map<std::tuple<DeviceName, ChannelName, std::int64_t, std::uint32_t>, int> seen;
    for (const auto& one : server.state().ledger) {
        const auto& impulse = one.impulse;
        if (impulse.by_hand || one.voided) continue;   // what was read damaged, and in full later, is void
        const auto times = ++seen[{impulse.device, impulse.channel, to_ns(impulse.stamp.ticks), impulse.stamp.clock.value()}];
        // Two bows within one count of the timer are two.
        const auto at = impulse.device == "timer" ? venue.truth_of(impulse) : std::nullopt;
        if (times > 1 && (!at || times > venue.passings_at(*at, timer_count))) world_.must_not_be("impulse " + std::to_string(one.id.value()) + " of " + impulse.device + " " + impulse.channel + " is in the ledger twice: " + impulse.remark);
        if (const auto said = lane_said(impulse, venue); said && *said != impulse.lane)
            world_.must_not_be("impulse " + std::to_string(one.id.value()) + " of " + impulse.device + " " + impulse.channel + " is in the ledger with another lane than was said: " + impulse.remark);
    }
    if (venue.sensor() == nullptr) return;
    if (venue.sensor()->waiting() > 0) world_.must_not_be("the sensor waits for " + std::to_string(venue.sensor()->waiting()) + " acknowledgements");
    for (const auto& contact : venue.sensor()->contacts()) {
        const auto is_it = [&](const engine::LedgerImpulse& one) {
            return one.impulse.device == venue.sensor()->name() && one.impulse.channel == std::to_string(contact.channel) && to_ns(one.impulse.stamp.ticks) == static_cast<std::int64_t>(contact.ticks);
        };
        const auto who = "the contact of the sensor at " + std::to_string(contact.ticks) + " on channel " + std::to_string(contact.channel);
        const auto times = std::ranges::count_if(server.state().ledger, is_it);
        if (times != 1 && !(times == 0 && contact.may_be_lost)) world_.must_not_be(who + " is in the ledger " + std::to_string(times) + " times");
        const auto found = std::ranges::find_if(server.state().ledger, is_it);
        if (found == server.state().ledger.end()) continue;
        // The venue's time is the truth but for what its clock was pulled, and for what the time of day did not know over each power cut.
        const auto& stamp = found->impulse.stamp;
        const auto doubt = stamp.uncertainty * 3 / 2 + (2 * wall_bound) * static_cast<std::int64_t>(world_.tally.power_cuts) + longest_slew / 2000 * static_cast<std::int64_t>(world_.tally.slews);
        if (const auto off = std::chrono::abs(stamp.at - (first_morning + contact.at)); off > doubt) world_.must_not_be(who + " is stamped " + show(off) + " beside the truth, +- " + show(stamp.uncertainty));
    }
}

void Oracle::check_result(const Server& server, const Venue& venue, const Heat& heat) {
    const auto name = "race " + std::to_string(heat.id().value());
    compare_seals(server.state());
    if (!heat.is_done()) return world_.must_not_be(name + " has no official result after the faults have stopped");
    const auto judged = engine::judge(server.state(), *server.state().race(heat.id()));
    const auto& truth = heat.truth_of_times();
    // Where the shown time decides, what is beyond it is cut.
    auto unit = venue.rules().rank.key == rules::RankKey::displayed_time ? venue.rules().time.unit : 0ns;
    // A line that lies about its arrival misleads whoever learns a clock from it: the line's fault, not the model's.
    if (world_.lines_lie) unit += longest_lie;
    std::vector<const engine::LaneResult*> placed;
    for (const auto& result : judged.results) {
        const int lane = result.lane.value();
        const auto who = name + " lane " + std::to_string(lane);
        const auto offence = heat.consequence(lane);
        if (heat.is_out(lane)) {
            const auto status = offence == rules::Consequence::exclusion ? engine::ResultStatus::excluded : engine::ResultStatus::disqualified;
            if (result.status != status || result.rank) world_.must_not_be(who + " is out for its false starts, and the result says \"" + std::string{engine::code_of(result.status)} + "\"");
            continue;
        }
        if (result.yellow != (offence == rules::Consequence::yellow)) world_.must_not_be(who + (result.yellow ? " carries a card for nothing" : " made a false start, and carries no card"));
        if (heat.shall_not_finish(lane)) {
            if (result.status != engine::ResultStatus::did_not_finish) world_.must_not_be(who + " did not finish, and the result says \"" + std::string{engine::code_of(result.status)} + "\"");
            continue;
        }
        if (result.status != engine::ResultStatus::none || !result.time || !result.rank) {
            world_.must_not_be(who + " finished, and has no place: \"" + std::string{engine::code_of(result.status)} + "\"");
            continue;
        }
        placed.push_back(&result);
        ++world_.tally.times;
        const auto off = std::chrono::abs(result.time->exact - truth.time(lane));
        check_splits(venue, heat, result, unit);
        if (off > result.time->uncertainty * 3 / 2 + unit)
            world_.must_not_be(who + " took " + show(truth.time(lane)) + " and is shown with " + show(result.time->exact) + " +- " + show(result.time->uncertainty) + ", off by " + show(off));
    }
    if (heat.was_rowed_by_some()) check_again(heat, judged);
    for (const auto* one : placed) {
        for (const auto* other : placed) {
            // The places of those who rowed again are theirs to share out.
            if (heat.rows_again(one->lane.value()) || heat.rows_again(other->lane.value())) continue;
            const auto faster = truth.time(other->lane.value()) - truth.time(one->lane.value());
            if (faster <= one->time->uncertainty + other->time->uncertainty + unit) continue;
            ++world_.tally.pairs;
            if (*one->rank >= *other->rank)
                world_.must_not_be(name + ": lane " + std::to_string(one->lane.value()) + " was " + show(faster) + " before lane " + std::to_string(other->lane.value()) + ", and is ranked behind it");
        }
    }
    ++world_.tally.races;
}

/// On the way, or at the wall: by what was seen there.
void Oracle::check_splits(const Venue& venue, const Heat& heat, const engine::LaneResult& result, Duration unit) {
    const int lane = result.lane.value();
    const auto& truth = heat.truth_of_times();
    if (venue.sport().split_m == 0 || !truth.split.contains(lane)) return;
    const auto who = "race " + std::to_string(heat.id().value()) + " lane " + std::to_string(lane) + " at " + std::to_string(venue.sport().split_m) + " m";
    const auto split = std::ranges::find(result.splits, venue.sport().split_m, &engine::SplitResult::metres);
    if (split == result.splits.end()) return world_.must_not_be(who + ": there is no such split");
    // Beside a timer a sensor is the second system, and counts by itself only with a start of its own.
    const auto is_certain = venue.sensor() != nullptr && !venue.has_timer() && !venue.sensor()->was_restarted();
    if (!split->time) return is_certain ? world_.must_not_be(who + " was seen by a sensor that forgets nothing, and has no split") : void();
    ++world_.tally.splits;
    const auto is = truth.split.at(lane) - truth.signal;
    if (const auto off = std::chrono::abs(split->time->length - is); off > split->time->uncertainty * 3 / 2 + unit)
        world_.must_not_be(who + " took " + show(is) + " and is shown with " + show(split->time->length) + " +- " + show(split->time->uncertainty) + ", off by " + show(off));
}

/// Those who rowed again hold among themselves the places of before, as they came in the second time.
void Oracle::check_again(const Heat& heat, const engine::Judgement& judged) {
    const auto rank_of = [&](int lane) {
        const auto found = std::ranges::find(judged.results, lane, [](const engine::LaneResult& one) { return static_cast<int>(one.lane.value()); });
        return found == judged.results.end() ? std::nullopt : found->rank;
    };
    for (const auto& [one, in] : heat.truth().finish) {
        for (const auto& [other, later] : heat.truth().finish) {
            if (heat.is_out(one) || heat.is_out(other) || later - in <= clear_lead + (world_.lines_lie ? longest_lie : 0ns)) continue;
            ++world_.tally.pairs;
            if (!rank_of(one) || !rank_of(other) || *rank_of(one) >= *rank_of(other))
                world_.must_not_be("race " + std::to_string(heat.id().value()) + ": rowing again, lane " + std::to_string(one) + " was " + show(later - in) + " before lane " + std::to_string(other) + ", and is not ranked before it");
        }
    }
}

}  // namespace bowball::simulation
