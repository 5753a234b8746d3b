#include "app_case.hpp"

#include <filesystem>
#include <memory>

#include "core/case_limits.hpp"
#include "core/text.hpp"
#include "io/folder.hpp"
#include "net/plain_file_name.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;

/// The end of a long name, for there the ending is.
std::string short_name(const std::string& file) {
    constexpr std::size_t most = 80;
    auto name = net::plain_file_name(fs::path{file}.filename().string());
    return name.size() > most ? name.substr(name.size() - most) : name;
}

std::string too_long(std::uint64_t bytes) {
    return "It is not in the archive: it has " + std::to_string(bytes >> 20) + " MiB, and at most " + std::to_string(limits::case_frame_bytes >> 20) + " go along. Keep the file itself.";
}

cases::CaseFrame frame_of(const engine::PhotoPicture& picture, const std::vector<std::string>& folders) {
    cases::CaseFrame frame{"photo-finish picture \"" + printable(picture.document, 100) + "\"", "Read for this race; the journal keeps its SHA-256.", "", short_name(picture.document)};
    auto why = std::string{"It is not in the archive: no folder that a device watches has it now."};
    for (const auto& folder : folders) {
        if (!io::Folder::is_plain(picture.document)) break;
        const auto path = io::Folder::path_of(folder, picture.document);
        const auto head = io::Folder::read_head(path);
        if (!head) continue;
        if (head->digest != picture.picture.digest) why = "It is not in the archive: the file of that name is not the one that was read.";
        else if (head->size > limits::case_frame_bytes) why = too_long(head->size);
        else return frame.path = path.string(), frame.sha256 = head->digest, frame;
    }
    frame.says = why;
    return frame;
}

std::string says_of(const net::VideoMoment& moment) {
    return "At the signal it shows frame " + std::to_string(moment.frame) + ", " + std::to_string(moment.position_us) + " us from its beginning; of that instant it is certain to " + std::to_string(moment.uncertainty_us) + " us.";
}

cases::CaseFrame frame_of(const net::Video& video, const net::VideoMoment& moment) {
    cases::CaseFrame frame{"video \"" + printable(video.name, 100) + "\"", says_of(moment), "", short_name(video.file)};
    std::error_code failed;
    if (video.file.empty()) frame.says += " It is not in the archive: it is a stream that others serve, " + printable(video.url, 200) + ".";
    else if (const auto bytes = fs::file_size(video.file, failed); failed) frame.says += " It is not in the archive: its file cannot be read now.";
    else if (bytes > limits::case_frame_bytes) frame.says += " " + too_long(bytes);
    else frame.path = video.file;
    return frame;
}

}  // namespace

std::vector<cases::CaseFrame> case_frames(const CaseParts& parts, const cases::StartCase& start) {
    std::vector<cases::CaseFrame> frames;
    for (const auto& picture : start.pictures) frames.push_back(frame_of(picture, parts.picture_folders));
    if (!start.view.signal_us) return frames;
    const RaceTime signal{std::chrono::microseconds{*start.view.signal_us}};
    for (const auto& video : parts.videos) {
        if (const auto moment = video.moment(signal)) frames.push_back(frame_of(video, *moment));
    }
    return frames;
}

net::CaseSource case_source(CaseParts parts) {
    const auto kept = std::make_shared<const CaseParts>(std::move(parts));
    return [kept](RaceId race, RunNumber run) {
        return cases::make_case({kept->data_dir, race, run, kept->clock.wall(), BOWBALL_VERSION, [kept](const std::string& text) { return kept->notary.sign(text); }, [kept](const cases::StartCase& start) { return case_frames(*kept, start); }});
    };
}

}  // namespace bowball
