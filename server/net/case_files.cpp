#include "net/case_files.hpp"

#include <optional>
#include <string_view>

#include "core/text.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view prefix = "/api/v1/races/";

struct Start {
    RaceId race;
    RunNumber run;
};

/// "12/starts/1/case"
std::optional<Start> start_of(std::string_view path) {
    if (!path.starts_with(prefix)) return std::nullopt;
    const auto parts = split(path.substr(prefix.size()), '/');
    if (parts.size() != 4 || parts[1] != "starts" || parts[3] != "case") return std::nullopt;
    const auto race = parse_number(parts[0]);
    const auto run = parse_number(parts[2]);
    if (!race || !run || *race > UINT32_MAX || *run > UINT16_MAX) return std::nullopt;
    return Start{RaceId{static_cast<std::uint32_t>(*race)}, RunNumber{static_cast<std::uint16_t>(*run)}};
}

std::string name_of(const Start& start) { return "case-race-" + std::to_string(start.race.value()) + "-start-" + std::to_string(start.run.value()) + ".tar"; }

/// On the shelf's thread.
FilePart open_case(const CaseSource& source, const Start& start) {
    const auto path = source(start.race, start.run);
    if (!path) return refused(refusal(path.error()));
    auto part = open_part({"the case", *path, "application/x-tar", "", Change::must_stay});
    if (part.total > 0) part.answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name_of(start) + "\"");
    return part;
}

}  // namespace

bool CaseFiles::is_asked_for(const std::string& path) { return start_of(path).has_value(); }

void CaseFiles::get(const HttpRequest& request, Answer answer) {
    const auto start = start_of(request.path);
    if (!start || !source_) return answer(refusal({errc::not_found, "This server keeps no journal file, and makes no case of one."}));
    if (waiting_ >= limits::cases_waiting) return answer(refusal({errc::too_many, "Others are asking for a case as well. Ask again in a moment."}));
    ++waiting_;
    shelf_.get([source = source_, start = *start] { return open_case(source, start); }, [this, answer = std::move(answer)](HttpAnswer made) {
        --waiting_;
        answer(std::move(made));
    });
}

}  // namespace bowball::net
