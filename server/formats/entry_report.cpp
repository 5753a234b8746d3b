#include "formats/entry_report.hpp"

#include <algorithm>

#include "formats/json_writer.hpp"

namespace bowball::formats {
namespace {

using engine::EntryPlan;
using engine::EntryRemark;
using engine::PlannedEntry;

std::vector<EntryRemark> joined(std::vector<EntryRemark> remarks, const std::vector<EntryRemark>& others) {
    remarks.insert(remarks.end(), others.begin(), others.end());
    std::ranges::stable_sort(remarks, {}, &EntryRemark::line);
    return remarks;
}

void write(JsonWriter& out, const std::vector<EntryRemark>& remarks) {
    out.begin_array();
    for (const auto& one : remarks) out.begin_object().key("line").value(std::uint64_t{one.line}).key("text").value(std::string_view{one.text}).end_object();
    out.end_array();
}

void write_crew(JsonWriter& out, const engine::CrewEntered& crew) {
    out.key("crew").value(std::uint64_t{crew.crew.value()}).key("event").value(std::string_view{crew.event}).key("code").value(std::string_view{crew.code});
    out.key("name").value(std::string_view{crew.name}).key("club").value(std::string_view{crew.club});
    out.key("members").begin_array();
    for (const auto& name : crew.members) out.value(std::string_view{name});
    out.end_array();
}

void write(JsonWriter& out, const std::vector<PlannedEntry>& entries) {
    out.begin_array();
    for (const auto& one : entries) {
        out.begin_object().key("line").value(std::uint64_t{one.line}).key("late").value(one.late);
        write_crew(out, one.crew);
        out.key("changes").begin_array();
        for (const auto& change : one.changes)
            out.begin_object().key("field").value(std::string_view{change.field}).key("before").value(std::string_view{change.before}).key("after").value(std::string_view{change.after}).end_object();
        out.end_array().end_object();
    }
    out.end_array();
}

std::string name_of(const engine::CrewEntered& crew) { return crew.event + "  " + (crew.code.empty() ? "" : crew.code + "  ") + crew.name; }

std::string place_of(std::size_t line) { return line == 0 ? std::string{"  "} : "  line " + std::to_string(line) + ": "; }

std::string listed(const std::string& title, const std::vector<EntryRemark>& remarks) {
    if (remarks.empty()) return {};
    auto text = title + " (" + std::to_string(remarks.size()) + "):\n";
    for (const auto& one : remarks) text += place_of(one.line) + one.text + "\n";
    return text;
}

std::string listed(const std::string& title, const std::vector<PlannedEntry>& entries) {
    if (entries.empty()) return {};
    auto text = title + " (" + std::to_string(entries.size()) + "):\n";
    for (const auto& one : entries) {
        text += place_of(one.line) + name_of(one.crew) + (one.late ? "  (after the draw)" : "") + "\n";
        for (const auto& change : one.changes) text += "      " + change.field + ": " + (change.before.empty() ? "-" : change.before) + " -> " + (change.after.empty() ? "-" : change.after) + "\n";
    }
    return text;
}

}  // namespace

std::string encode_report(const EntryList& list, const EntryPlan& plan) {
    JsonWriter out;
    out.begin_object().key("v").value(std::uint64_t{1});
    out.key("file").value(std::string_view{to_hex(list.digest)}).key("plan").value(std::string_view{to_hex(digest_of(plan))});
    out.key("encoding").value(std::string_view{list.encoding}).key("separator").value(std::string_view{&list.separator, 1});
    out.key("rows").value(std::uint64_t{list.rows.size()}).key("unchanged").value(std::uint64_t{plan.unchanged});
    out.key("late").value(plan.is_late()).key("empty").value(plan.is_empty());
    out.key("events").begin_array();
    for (const auto& event : plan.events) out.begin_object().key("code").value(std::string_view{event.code}).key("title").value(std::string_view{event.title}).end_object();
    out.end_array();
    out.key("added");
    write(out, plan.added);
    out.key("changed");
    write(out, plan.changed);
    out.key("scratched").begin_array();
    for (const auto& one : plan.scratched) out.begin_object().key("line").value(std::uint64_t{one.line}).key("crew").value(std::uint64_t{one.crew.value()}).end_object();
    out.end_array();
    out.key("absent").begin_array();
    for (const auto& crew : plan.absent) {
        out.begin_object();
        write_crew(out, crew);
        out.end_object();
    }
    out.end_array();
    out.key("problems");
    write(out, joined(list.problems, plan.problems));
    out.key("warnings");
    write(out, joined(list.warnings, plan.warnings));
    out.end_object();
    return out.take();
}

std::string describe_report(const EntryList& list, const EntryPlan& plan) {
    const auto separator = list.separator == '\t' ? std::string{"tabulators"} : "\"" + std::string{list.separator} + "\"";
    auto text = "Read " + std::to_string(list.rows.size()) + " rows, " + list.encoding + ", parted by " + separator + ". SHA-256 " + to_hex(list.digest) + ".\n";
    if (!plan.events.empty()) text += "New events (" + std::to_string(plan.events.size()) + "):\n";
    for (const auto& event : plan.events) text += "  " + event.code + "  " + event.title + "\n";
    text += listed("New crews", plan.added) + listed("Crews that would change", plan.changed);
    if (!plan.scratched.empty()) text += "Crews that would be scratched (" + std::to_string(plan.scratched.size()) + "):\n";
    for (const auto& one : plan.scratched) text += place_of(one.line) + "crew " + std::to_string(one.crew.value()) + "\n";
    if (!plan.absent.empty()) text += "Known, and not on the list; they stay as they are (" + std::to_string(plan.absent.size()) + "):\n";
    for (const auto& crew : plan.absent) text += "  " + name_of(crew) + "\n";
    text += listed("Not understood, and left out", joined(list.problems, plan.problems)) + listed("To be looked at", joined(list.warnings, plan.warnings));
    text += std::to_string(plan.added.size()) + " new, " + std::to_string(plan.changed.size()) + " changed, " + std::to_string(plan.unchanged) + " as they were.\n";
    return text;
}

}  // namespace bowball::formats
