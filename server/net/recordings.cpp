#include "net/recordings.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <vector>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "net/plain_file_name.hpp"

namespace bowball::net {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".cap";

struct Recording {
    std::string name;
    std::string device;
    std::int64_t began_s = 0;   ///< of the wall clock, since 1970
    std::uint64_t number = 1;   ///< of those that began within one second
    std::uint64_t bytes = 0;
};

/// "finish_a-1784883540.cap", "finish_a-1784883540-2.cap": as the recorder names them. Nothing for any other name.
std::optional<Recording> parse_name(std::string_view name) {
    if (!name.ends_with(ending) || name.find('/') != std::string_view::npos) return std::nullopt;
    auto stem = name.substr(0, name.size() - ending.size());
    const auto cut_number = [&]() -> std::optional<std::uint64_t> {
        const auto dash = stem.rfind('-');
        if (dash == std::string_view::npos || dash == 0) return std::nullopt;
        const auto number = parse_number(stem.substr(dash + 1));
        if (number) stem = stem.substr(0, dash);
        return number;
    };
    constexpr std::uint64_t earliest = 1'000'000'000;   // since 2001: no number of one second is as large
    auto number = std::uint64_t{1};
    auto began = cut_number();
    if (began && *began < earliest) {
        number = *began;
        began = cut_number();
    }
    if (!began || *began < earliest || *began > INT64_MAX) return std::nullopt;
    return Recording{std::string{name}, std::string{stem}, static_cast<std::int64_t>(*began), number};
}

/// Newest first. Reads the disk.
std::vector<Recording> list_of(const std::string& folder) {
    std::vector<Recording> found;
    std::error_code failed;
    for (fs::directory_iterator at{folder, failed}, end; !failed && at != end; at.increment(failed)) {
        auto one = parse_name(at->path().filename().string());
        std::error_code unreadable;
        if (!one || !at->is_regular_file(unreadable)) continue;
        one->bytes = at->file_size(unreadable);
        if (!unreadable) found.push_back(std::move(*one));
    }
    std::ranges::sort(found, [](const Recording& a, const Recording& b) { return std::tie(b.began_s, b.number, a.name) < std::tie(a.began_s, a.number, b.name); });
    return found;
}

HttpAnswer answer_of(const std::vector<Recording>& recordings) {
    formats::JsonWriter out;
    out.begin_array();
    for (std::size_t i = 0; i < std::min(recordings.size(), limits::recordings_listed); ++i) {
        const auto& one = recordings[i];
        out.begin_object().key("name").value(std::string_view{one.name}).key("device").value(std::string_view{one.device});
        out.key("began_us").value(one.began_s * 1'000'000).key("bytes").value(one.bytes).end_object();
    }
    out.end_array();
    return {200, "application/json", out.take(), {{"Cache-Control", "no-store"}}};
}

FilePart open_recording(const std::string& folder, const std::string& name, const std::string& range) {
    auto part = open_part({"recording \"" + printable(name, 100) + "\"", folder + "/" + name, "application/octet-stream", range, Change::may_grow});
    if (part.total > 0) part.answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + plain_file_name(name) + "\"");
    return part;
}

FilePart open_newest(const std::string& folder, const std::string& device, const std::string& range) {
    const auto all = list_of(folder);
    const auto found = std::ranges::find(all, device, &Recording::device);
    if (found == all.end()) return refused(refusal({errc::not_found, "Nothing of device \"" + printable(device, 60) + "\" was recorded yet."}));
    return open_recording(folder, found->name, range);
}

}  // namespace

Recordings::Recordings(boost::asio::io_context& context, std::string folder, const std::shared_ptr<std::size_t>& taken)
    : folder_(std::move(folder)), shelf_(context, taken, "The disk of the recordings") {}

void Recordings::get(const std::string& rest, const HttpRequest& request, Answer answer) {
    if (folder_.empty()) return answer(refusal({errc::not_found, "Nothing is recorded: [capture] record = true in the configuration begins it."}));
    if (rest.empty()) return shelf_.get([folder = folder_] { return refused(answer_of(list_of(folder))); }, std::move(answer));
    const auto name = rest.substr(1);
    if (name == "newest") {
        return shelf_.get([folder = folder_, device = query_value(request.query, "device"), range = request.range] { return open_newest(folder, device, range); }, std::move(answer));
    }
    if (!parse_name(name)) return answer(refusal({errc::not_found, "There is no recording \"" + printable(name, 100) + "\"."}));
    shelf_.get([folder = folder_, name, range = request.range] { return open_recording(folder, name, range); }, std::move(answer));
}

}  // namespace bowball::net
