// Reads a scripted race (*.race) and plays it through decide() and apply(), as the server would; for the golden tests.
//
//   # a remark
//   races 2            how many races, "lanes 6" crews each; rule set "rules rowing" of config/rules
//   10.500 arm_race {"race":1}                     an order of an official, as the feed takes it
//   10.500 set_status {...} : why                  with a reason
//   10.500 as Ben judge reopen_result {...} : why  of somebody else than Anna, who is admin
//   with pause 1.500 3.500                         rule set as in the file, but for: pause LEAST MOST, roll_call, protest_window SECONDS
//   14.020 > finish | 4                            an impulse: point, lane (may be empty), source, name for later
//   14.020 > finish | 4 | b | x @ 20.000           of system B, called $x, and it arrives only at 20.000
//   10.500 import event,code | M1x,NED : why       a list of entries, its lines parted by bars; the report, then accepted
//   480 picture finish_1.png 2000 401.000 3:1208 4:1215   a camera's picture: lines a second, column 0, and the column of each lane. Its
//                                                  digest is that of its name; $picture in orders stands for the newest one's
//   14.020 > finish | 4 | hand 2                   the second watch of the lane; "b 3" a swimmer's third button
//   show race/1/board race/1/results               these views now
//
// Times are seconds since the first race was due. In orders @12.5 stands for that instant in microseconds, and $x for the
// number of an impulse.
#pragma once
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "core/text.hpp"
#include "engine/decide.hpp"
#include "engine/fold.hpp"
#include "engine/photo_readings.hpp"
#include "folders.hpp"
#include "formats/command.hpp"
#include "formats/entry.hpp"
#include "formats/entry_report.hpp"
#include "formats/frame.hpp"
#include "formats/progression_file.hpp"
#include "formats/record_file.hpp"
#include "formats/rule_file.hpp"
#include "rules/rounding.hpp"
#include "rules/start_pause.hpp"
#include "views/project.hpp"

namespace bowball::races {

/// 24 July 2026, 09:00 UTC.
inline constexpr Duration day_origin = std::chrono::seconds{1'784'883'600};

inline std::string read_all(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// One view a block; a row a line, so that a diff shows which row it was.
inline std::string readable(const views::TopicView& view) {
    auto text = view.topic + " " + formats::encode_view(view.view) + "\n";
    for (auto at = text.find(",{\""); at != std::string::npos; at = text.find(",{\"", at + 4)) text.insert(at + 1, "\n  ");
    return text;
}

/// The views asked for, of a state: "race/1/board race/1/results", or all of them.
inline std::string show(const engine::MeetState& state, std::string_view topics) {
    std::string text;
    for (const auto& view : views::project_all(state)) {
        const auto wanted = split(topics, ' ');
        if (topics.empty() || std::ranges::find(wanted, view.topic) != wanted.end()) text += readable(view);
    }
    return text;
}

class Script {
public:
    /// What stands in the golden file after playing `text`; `journal` is then filled.
    std::string play(const std::string& text) {
        auto number = 0;
        for (const auto raw : split(text, '\n')) {
            ++number;
            const auto line = trim(raw);
            if (line.empty() || line.front() == '#') continue;
            try {
                take(line);
            } catch (const std::exception& problem) {
                throw std::runtime_error{"line " + std::to_string(number) + ": " + problem.what()};
            }
        }
        return output_;
    }

    std::string journal;      ///< one entry a line
    engine::MeetState state;

private:
    void take(std::string_view line) {
        const auto blank = line.find(' ');
        const auto word = line.substr(0, blank);
        const std::string rest{trim(line.substr(blank + 1))};
        if (word == "races") races_ = number_in(rest);
        else if (word == "lanes") lanes_ = number_in(rest);
        else if (word == "rules") rules_ = rest;
        else if (word == "with") with_.push_back(rest);
        else if (word == "distance") distance_ = number_in(rest);
        else if (word == "phases") phases_ = rest;
        else if (word == "advance") advance_ = number_in(rest);
        else if (word == "progression") progression_ = rest;
        else if (word == "drawn") drawn_ = number_in(rest);
        else if (word == "records") records_ = rest;
        else if (word == "crews") one_field_ = rest == "of_race_1";
        else if (word == "show") output_ += "== " + clock(now_) + "\n" + show(state, rest);
        else timed(word, rest);
    }

    void timed(std::string_view time, const std::string& what) {
        if (state.races.empty()) programme();
        const auto at = seconds(time);
        if (what.starts_with("picture ")) return picture(at, what.substr(8));
        if (what.starts_with("import ")) return import(at, what.substr(7));
        if (!what.starts_with("> ")) return order(at, what);
        const auto arrival = what.find(" @ ");
        impulse(at, what.substr(2, arrival == std::string::npos ? std::string::npos : arrival - 2), arrival == std::string::npos ? at : seconds(what.substr(arrival + 3)));
    }

    static Duration seconds(std::string_view text) {
        const auto time = rules::parse_time(trim(text));
        if (!time) throw std::runtime_error{time.error().text};
        return *time;
    }
    static int number_in(std::string_view text) {
        const auto number = parse_number(text);
        if (!number) throw std::runtime_error{"no number: " + std::string{text}};
        return static_cast<int>(*number);
    }
    static std::string clock(Duration at) { return rules::format_time(at, 1ms); }
    [[nodiscard]] RaceTime instant(Duration at) const { return RaceTime{day_origin + at}; }

    void programme() {
        const auto sets = formats::load_rule_sets(source_folder() + "/config/rules");
        if (!sets) throw std::runtime_error{sets.error().text};
        must(engine::OpenMeet{"Golden Regatta", "Test Lake", 2000});
        for (const auto& set : *sets) {
            if (set.id == rules_) must(engine::RegisterRuleSet{changed(set)});
        }
        must(engine::DeclareEvent{"M1x", "Men's Single Sculls"});
        if (!records_.empty()) {
            const auto records = formats::load_records(source_folder() + "/config/rules/records");
            if (!records) throw std::runtime_error{records.error().text};
            must(engine::RegisterRecordRules{*std::ranges::find(*records, records_, &rules::RecordRules::id)});
        }
        for (std::uint32_t race = 1; race <= static_cast<std::uint32_t>(races_); ++race) {
            engine::DrawLanes draw{RaceId{race}, {}};
            for (std::uint32_t lane = 1; lane <= static_cast<std::uint32_t>(lanes_); ++lane) {
                const CrewId crew{(one_field_ ? 1 : race) * 100 + lane};
                if (race > static_cast<std::uint32_t>(drawn_)) continue;
                if (race == 1 || !one_field_) must(engine::EnterCrew{{crew, "M1x", "C" + std::to_string(crew.value()), "Crew " + std::to_string(crew.value()), "", {}}});
                draw.lanes.push_back({LaneNumber{static_cast<std::uint16_t>(lane)}, crew});
            }
            const WallTime when{std::chrono::floor<std::chrono::microseconds>(day_origin) + std::chrono::minutes{6 * (race - 1)}};
            must(engine::ScheduleRace{{RaceId{race}, "M1x", phase_of(race), "Race " + std::to_string(race), when, distance_, rules_, std::to_string(race) + "-1-1", static_cast<std::uint16_t>(advance_)}});
            if (!draw.lanes.empty()) must(draw);
        }
        if (progression_.empty()) return;
        const auto tables = formats::load_progressions(source_folder() + "/config/rules/progression");
        if (!tables) throw std::runtime_error{tables.error().text};
        must(engine::RegisterProgression{*std::ranges::find(*tables, progression_, &rules::ProgressionTable::id)});
        must(engine::ChooseProgression{"M1x", progression_, {}, 0});
    }

    [[nodiscard]] rules::RuleSet changed(rules::RuleSet set) const {
        for (const auto& text : with_) {
            const auto words = split(text, ' ');
            if (words[0] == "pause") set.start.control.pause_least = seconds(words.at(1)), set.start.control.pause_most = seconds(words.at(2));
            else if (words[0] == "roll_call") set.start.control.roll_call = true;
            else if (words[0] == "protest_window") set.finish.protest_window = seconds(words.at(1));
            else throw std::runtime_error{"no such change: " + text};
        }
        return set;
    }

    /// "H1", "H2" and so on unless the script names the phases of its races.
    [[nodiscard]] std::string phase_of(std::uint32_t race) const {
        const auto named = split(phases_, ' ');
        return race <= named.size() && !phases_.empty() ? std::string{named[race - 1]} : "H" + std::to_string(race);
    }

    void must(engine::Command command) {
        if (const auto done = carry_out(std::move(command), {{"configuration", Role::admin}, {}, {}}); !done) throw std::runtime_error{done.error().text};
    }

    Result<void> carry_out(engine::Command command, const engine::Origin& origin) {
        auto events = engine::decide(state, engine::Order{std::move(command), origin, instant(now_), "seed " + std::to_string(orders_)});
        if (!events) return events.error();
        for (auto& event : *events) append(std::move(event), origin);
        return {};
    }

    void append(engine::Event event, engine::Origin origin) {
        const WallTime wall{std::chrono::floor<std::chrono::microseconds>(instant(now_).time_since_epoch())};
        engine::Entry entry{Seq{state.head.value() + 1}, instant(now_), wall, std::move(origin), std::move(event)};
        journal += formats::encode_entry(entry) + "\n";
        state = engine::apply(std::move(state), entry);
    }

    /// As race/race.cpp does: the seed stands nowhere else until the pause is over.
    void keep_pause(const engine::GiveAttention& given) {
        const auto& run = *state.race(given.race)->run();
        const auto seed = "seed " + std::to_string(orders_);
        pause_.reset();
        if (run.pause_seal) pause_.emplace(engine::EndPause{given.race, run.number, seed}, instant(now_) + rules::start_pause(run.rules->start.control, seed, given.race, run.number));
    }

    void end_pause() {
        const auto [order, ends] = *std::exchange(pause_, std::nullopt);
        now_ = ends.time_since_epoch() - day_origin;
        const auto done = carry_out(order, {});
        output_ += clock(now_) + " the pause is over" + (done ? "" : " REFUSED: " + done.error().text) + "\n";
    }

    /// Deadlines pass in their order before what comes at `at`.
    void let_time_pass(Duration at) {
        for (;;) {
            const auto deadline = engine::next_deadline(state);
            if (pause_ && pause_->second <= instant(at) && (!deadline || pause_->second <= *deadline)) {
                end_pause();
                continue;
            }
            if (!deadline || *deadline > instant(at)) break;
            now_ = std::max(now_, deadline->time_since_epoch() - day_origin);
            append(engine::DeadlinePassed{}, {});
        }
        if (at < now_) throw std::runtime_error{"time goes back"};
        now_ = at;
    }

    void order(Duration at, std::string what) {
        let_time_pass(at);
        Actor actor{"Anna", Role::admin};
        if (what.starts_with("as ")) {
            const auto words = split(what, ' ');
            actor = {std::string{words.at(1)}, parse_role(words.at(2)).value()};
            what = what.substr(words[0].size() + words[1].size() + words[2].size() + 3);
        }
        const auto blank = what.find(' ');
        const auto reason = what.find("} : ");
        const auto name = what.substr(0, blank);
        const auto data = filled(what.substr(blank + 1, reason == std::string::npos ? std::string::npos : reason - blank));
        const auto parsed = formats::parse_command("{\"kind\":\"command\",\"id\":\"" + std::to_string(++orders_) + "\",\"command\":\"" + name + "\",\"reason\":\"" +
                                                   (reason == std::string::npos ? "" : what.substr(reason + 4)) + "\",\"data\":" + data + "}");
        if (!parsed) throw std::runtime_error{parsed.error().text};
        const auto done = carry_out(parsed->command, {actor, parsed->id, parsed->reason});
        if (const auto* given = std::get_if<engine::GiveAttention>(&parsed->command); given != nullptr && done) keep_pause(*given);
        output_ += clock(at) + " " + (actor.name == "Anna" ? "" : actor.name + ": ") + name + " " + data + (done ? "" : " REFUSED: " + done.error().text) + "\n";
    }

    /// As an official does it: looks at the report, and accepts that.
    void import(Duration at, const std::string& what) {
        let_time_pass(at);
        const auto colon = what.find(" : ");
        const auto reason = colon == std::string::npos ? std::string{} : what.substr(colon + 3);
        const auto lines = what.substr(0, colon);
        std::string bytes;
        for (const auto line : split(lines, '|')) bytes += std::string{trim(line)} + "\n";
        const auto list = formats::read_entries(bytes, {});
        if (!list) throw std::runtime_error{list.error().text};
        const auto plan = engine::plan_entries(state, list->rows);
        output_ += clock(at) + " import\n" + formats::describe_report(*list, plan);
        const auto done = carry_out(engine::ImportEntries{list->rows, list->digest, digest_of(plan), !reason.empty()}, {{"Anna", Role::admin}, "import-" + std::to_string(++orders_), "SHA-256 " + to_hex(list->digest) + (reason.empty() ? "" : ": " + reason)});
        output_ += done ? "accepted\n" : "REFUSED: " + done.error().text + "\n";
    }

    /// Of race 1, as drivers/photo_image.cpp reports it.
    void picture(Duration at, const std::string& what) {
        let_time_pass(at);
        const auto words = split(what, ' ');
        RawResult result;
        result.key = "1-1-1";
        result.document = std::string{words.at(0)};
        result.picture = {sha256(result.document), 6000, 1280, seconds(words.at(2)), static_cast<std::uint32_t>(number_in(words.at(1)))};
        result.resolution = engine::length_of_column(result.picture);
        for (std::size_t i = 3; i < words.size(); ++i) {
            const auto colon = words[i].find(':');
            RawResultRow row;
            row.lane = static_cast<std::uint32_t>(number_in(words[i].substr(0, colon)));
            row.column = static_cast<std::uint32_t>(number_in(words[i].substr(colon + 1)));
            row.time = engine::time_of_column(result.picture, *row.column);
            result.rows.push_back(std::move(row));
        }
        picture_ = to_hex(result.picture.digest);
        const auto done = carry_out(engine::ReportResult{std::move(result)}, {});
        if (!done) throw std::runtime_error{done.error().text};
    }

    std::string filled(std::string text) const {
        if (const auto at = text.find("$picture"); at != std::string::npos) text.replace(at, 8, picture_);
        for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
            const auto end = std::min(text.find_first_not_of("0123456789.:", at + 1), text.size());
            text.replace(at, end - at, std::to_string((day_origin + seconds(text.substr(at + 1, end - at - 1))) / 1us));
        }
        for (const auto& [name, seq] : names_) {
            if (const auto at = text.find("$" + name); at != std::string::npos) text.replace(at, name.size() + 1, std::to_string(seq.value()));
        }
        return text;
    }

    void impulse(Duration at, const std::string& what, Duration arrival) {
        let_time_pass(arrival);
        auto fields = split(what, '|');
        fields.resize(4);
        const auto point = parse_timing_point(trim(fields[0]));
        if (!point) throw std::runtime_error{point.error().text};
        const auto said = split(trim(fields[2]), ' ');
        const auto source = trim(fields[2]).empty() ? Result<Source>{Source::system_a} : parse_source(said.front());
        if (!source) throw std::runtime_error{source.error().text};
        engine::Impulse impulse;
        impulse.point = *point;
        if (const auto lane = trim(fields[1]); !lane.empty()) impulse.lane = LaneNumber{static_cast<std::uint16_t>(number_in(lane))};
        impulse.source = *source;
        impulse.device = "box_" + std::string{to_string(*source)};
        impulse.channel = to_string(*point) + "/" + std::string{trim(fields[1])} + (said.size() > 1 ? "/" + std::string{said[1]} : "");
        // Box A and box B each have a clock; the venue's line knows each to a millisecond.
        impulse.stamp = {instant(at), 1ms, ClockId{*source == Source::system_b ? 2U : 1U}, DeviceTime{at}, 100us};
        const auto before = state.head;
        const auto done = carry_out(engine::ReportImpulse{impulse, Change::seen}, {});
        if (!done) throw std::runtime_error{done.error().text};
        if (const std::string name{trim(fields[3])}; !name.empty()) names_[name] = Seq{before.value() + 1};
    }

    std::string picture_;
    int races_ = 1;
    int lanes_ = 6;
    int distance_ = 2000;
    std::string rules_ = "rowing";
    std::vector<std::string> with_;
    std::string phases_;
    int advance_ = 0;
    int drawn_ = 1'000;        ///< races after this one have no lanes yet
    std::string progression_;
    std::string records_;      ///< id of rules of records
    bool one_field_ = false;   ///< the races are rounds of one field of crews
    std::optional<std::pair<engine::EndPause, RaceTime>> pause_;
    Duration now_{};
    int orders_ = 0;
    std::map<std::string, Seq> names_;
    std::string output_;
};

}  // namespace bowball::races
