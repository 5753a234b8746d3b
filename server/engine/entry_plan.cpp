#include "engine/entry_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/state.hpp"

namespace bowball::engine {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string number_text(std::uint32_t number) { return number == 0 ? std::string{} : std::to_string(number); }

std::string first_of(std::initializer_list<std::string_view> texts) {
    for (const auto text : texts) {
        if (!text.empty()) return std::string{text};
    }
    return {};
}

/// Of the rowers: a coxswain's age does not count. Empty where one of them is not told.
std::vector<std::uint32_t> birth_years_of(const EntryRow& row) {
    std::vector<std::uint32_t> years{row.birth_years.begin(), row.birth_years.end()};
    if (row.coxed && years.size() == row.members.size() && !years.empty()) years.pop_back();
    if (std::ranges::find(years, 0u) != years.end()) years.clear();
    return years;
}

std::string years_text(const std::vector<std::uint32_t>& years) {
    std::string text;
    for (const auto year : years) text += (text.empty() ? "" : ", ") + std::to_string(year);
    return text;
}

std::string handicap_text(const std::optional<std::int64_t>& ms) { return ms ? std::to_string(*ms) + " ms" : std::string{}; }

/// A boat of one is called by who sits in it.
std::string alone_in_it(const CrewEntered& crew) { return crew.members.size() == 1 ? crew.members.front() : std::string{}; }

/// What a crew is called that no list has given a name: one that was called so before it was known who sits in it gets that name later.
void give_name(CrewEntered& crew) {
    const auto otherwise = first_of({crew.club, crew.code});
    if (crew.name.empty() || crew.name == otherwise) crew.name = first_of({alone_in_it(crew), otherwise});
}

/// What the row says, with what it leaves out from how the crew is known.
CrewEntered entry_of(const EntryRow& row, CrewId crew, const CrewEntered* known) {
    CrewEntered entry = known != nullptr ? *known : CrewEntered{};
    entry.crew = crew;
    entry.event = row.event;
    const auto take = [](std::string& field, const std::string& told) {
        if (!told.empty()) field = told;
    };
    take(entry.code, row.code);
    take(entry.noc, row.noc);
    take(entry.club, row.club);
    take(entry.name, row.name);
    if (entry.code.empty()) entry.code = row.noc;
    if (row.bow != 0) entry.bow = row.bow;
    if (row.seed != 0) entry.seed = row.seed;
    if (!row.members.empty()) {
        if (known != nullptr && known->members != row.members) entry.birth_years.clear();   // those of the people who sat there
        entry.members = row.members;
        entry.coxed = row.coxed;
    }
    if (row.name.empty()) give_name(entry);
    take(entry.category, row.category);
    if (auto years = birth_years_of(row); !years.empty()) entry.birth_years = std::move(years);
    if (row.handicap) entry.handicap_ms = *row.handicap / 1ms;
    return entry;
}

/// Goes through the rows once; what it has met decides what the next row is.
class Planner {
public:
    Planner(const MeetState& state, EntryPlan& plan) : state_(state), plan_(plan) {
        for (const auto& [id, crew] : state.crews) {
            known_[crew.event].push_back(&crew);
            next_crew_ = std::max(next_crew_, id.value() + 1);
        }
    }

    /// Numbers that rows name are not given to others.
    void reserve(const EntryRow& row) {
        if (row.crew) next_crew_ = std::max(next_crew_, *row.crew + 1);
    }

    void take(const EntryRow& row) {
        const CrewEntered* known = nullptr;
        if (!find_known(row, known)) return;
        const CrewId crew{known != nullptr ? known->crew.value() : row.crew ? *row.crew : next_crew_};
        const auto entry = entry_of(row, crew, known);
        if (entry.name.empty()) return leave_out(row, "It names no crew: no code, no name, no club.");
        if (const auto twice = lines_.find(crew); twice != lines_.end()) return leave_out(row, name(entry) + " stands in line " + std::to_string(twice->second) + " already.");
        if (known == nullptr && is_again(row, entry)) return;
        lines_.emplace(crew, row.line);
        if (!row.crew && known == nullptr) ++next_crew_;
        declare(row);
        warn_of_bow(row);
        add(row, entry, known);
        if (row.scratched && !state_.scratched.contains(crew)) plan_.scratched.push_back({row.line, crew, is_drawn(state_, entry.event)});
    }

    void finish() {
        for (const auto& [id, crew] : state_.crews) {
            if (!lines_.contains(id) && events_on_list_.contains(crew.event)) plan_.absent.push_back(crew);
        }
        for (const auto& [event, crews] : known_) {
            if (!events_on_list_.contains(event)) plan_.warnings.push_back({0, "The list says nothing of " + event + " (" + std::to_string(crews.size()) + " entered)."});
        }
    }

private:
    static std::string name(const CrewEntered& crew) { return (crew.code.empty() ? crew.name : crew.code) + " in " + crew.event; }

    void leave_out(const EntryRow& row, std::string why) { plan_.problems.push_back({row.line, std::move(why)}); }

    /// False: the row was left out.
    bool find_known(const EntryRow& row, const CrewEntered*& known) {
        if (row.crew) {
            const auto crew = state_.crews.find(CrewId{*row.crew});
            if (crew == state_.crews.end()) return true;
            known = &crew->second;
            if (known->event == row.event) return true;
            leave_out(row, "Crew " + std::to_string(*row.crew) + " is entered in " + known->event + ". A crew does not change its event: scratch it there and enter another here.");
            return false;
        }
        const auto of_event = known_.find(row.event);
        if (of_event == known_.end()) return true;
        std::vector<const CrewEntered*> found;
        for (const auto* crew : of_event->second) {
            const auto code = first_of({row.code, row.noc});
            const auto same_code = !code.empty() && crew->code == code;
            const auto same_name = !row.name.empty() && crew->name == row.name && (row.club.empty() || crew->club.empty() || crew->club == row.club);
            const auto is_another = row.members.size() == 1 && crew->members.size() == 1 && row.members != crew->members;
            const auto same_club = code.empty() && row.name.empty() && !row.club.empty() && crew->club == row.club && !is_another;
            if (same_code || (code.empty() && same_name) || same_club) found.push_back(crew);
        }
        if (found.size() > 1) std::erase_if(found, [&](const CrewEntered* crew) { return crew->name != row.name; });
        if (found.size() > 1) {
            leave_out(row, "More than one crew of " + row.event + " may be meant. Give the number of the crew, or a code of its own.");
            return false;
        }
        if (!found.empty()) known = found.front();
        return true;
    }

    /// A new crew that the list names twice.
    bool is_again(const EntryRow& row, const CrewEntered& entry) {
        const auto key = entry.event + "\n" + entry.code + "\n" + entry.name + "\n" + entry.club;
        const auto [place, is_first] = new_.emplace(key, row.line);
        if (!is_first) leave_out(row, name(entry) + " stands in line " + std::to_string(place->second) + " already. Two crews of one club need codes of their own.");
        return !is_first;
    }

    void declare(const EntryRow& row) {
        if (!events_on_list_.insert(row.event).second || state_.events.contains(row.event)) return;
        plan_.events.push_back({row.event, row.event_title.empty() ? row.event : row.event_title});
    }

    void warn_of_bow(const EntryRow& row) {
        if (row.bow == 0) return;
        const auto [place, is_first] = bows_.emplace(std::pair{row.event, row.bow}, row.line);
        if (!is_first) plan_.warnings.push_back({row.line, "Bow number " + std::to_string(row.bow) + " is that of line " + std::to_string(place->second) + " too."});
    }

    void add(const EntryRow& row, const CrewEntered& entry, const CrewEntered* known) {
        const auto late = is_drawn(state_, entry.event);
        if (known == nullptr) return plan_.added.push_back({row.line, entry, {}, late});
        auto changes = changes_between(*known, entry);
        if (changes.empty()) ++plan_.unchanged;
        else plan_.changed.push_back({row.line, entry, std::move(changes), late});
    }

    const MeetState& state_;
    EntryPlan& plan_;
    std::map<EventCode, std::vector<const CrewEntered*>> known_;
    std::map<CrewId, std::size_t> lines_;              ///< where a crew stands
    std::map<std::string, std::size_t> new_;
    std::map<std::pair<EventCode, std::uint16_t>, std::size_t> bows_;
    std::set<EventCode> events_on_list_;
    std::uint32_t next_crew_ = 1;
};

}  // namespace

bool EntryPlan::is_late() const {
    return std::ranges::any_of(added, &PlannedEntry::late) || std::ranges::any_of(changed, &PlannedEntry::late) || std::ranges::any_of(scratched, &PlannedScratch::late);
}

EntryPlan plan_entries(const MeetState& state, const std::vector<EntryRow>& rows) {
    EntryPlan plan;
    Planner planner{state, plan};
    for (const auto& row : rows) planner.reserve(row);
    for (const auto& row : rows) planner.take(row);
    planner.finish();
    return plan;
}

Digest digest_of(const EntryPlan& plan) {
    std::string text;
    const auto add = [&](std::initializer_list<std::string_view> parts) {
        for (const auto part : parts) text += std::to_string(part.size()) + ":" + std::string{part};
        text += "\n";
    };
    for (const auto& event : plan.events) add({"event", event.code, event.title});
    for (const auto* list : {&plan.added, &plan.changed}) {
        for (const auto& one : *list) {
            const auto& crew = one.crew;
            add({one.changes.empty() ? "new" : "changed", std::to_string(crew.crew.value()), crew.event, crew.code, crew.noc, crew.name, crew.club, joined(crew.members), crew.coxed ? "coxed" : "", std::to_string(crew.bow), std::to_string(crew.seed), crew.category,
                 years_text(crew.birth_years), handicap_text(crew.handicap_ms)});
            for (const auto& change : one.changes) add({change.field, change.before, change.after});
        }
    }
    for (const auto& one : plan.scratched) add({"scratched", std::to_string(one.crew.value())});
    for (const auto& crew : plan.absent) add({"absent", std::to_string(crew.crew.value())});
    for (const auto* remarks : {&plan.problems, &plan.warnings}) {
        for (const auto& one : *remarks) add({std::to_string(one.line), one.text});
    }
    return sha256(text);
}

bool is_drawn(const MeetState& state, const EventCode& event) {
    if (state.progressions.contains(event)) return true;
    return std::ranges::any_of(state.races, [&](const auto& one) {
        const auto& race = one.second;
        return race.programme.event == event && (!race.runs.empty() || !race.photo.empty() || race.stage == Stage::official);
    });
}

std::vector<FieldChange> changes_between(const CrewEntered& before, const CrewEntered& after) {
    std::vector<FieldChange> changes;
    const auto compare = [&](std::string_view field, std::string old_text, std::string new_text) {
        if (old_text != new_text) changes.push_back({std::string{field}, std::move(old_text), std::move(new_text)});
    };
    compare("event", before.event, after.event);
    compare("code", before.code, after.code);
    compare("noc", before.noc, after.noc);
    compare("name", before.name, after.name);
    compare("club", before.club, after.club);
    compare("members", joined(before.members), joined(after.members));
    compare("coxed", before.coxed ? "yes" : "no", after.coxed ? "yes" : "no");
    compare("bow", number_text(before.bow), number_text(after.bow));
    compare("seed", number_text(before.seed), number_text(after.seed));
    compare("category", before.category, after.category);
    compare("birth_years", years_text(before.birth_years), years_text(after.birth_years));
    compare("handicap", handicap_text(before.handicap_ms), handicap_text(after.handicap_ms));
    return changes;
}

}  // namespace bowball::engine
