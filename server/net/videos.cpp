#include "net/videos.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "net/video_file.hpp"

namespace bowball::net {
namespace {

std::string url_of(const Video& video) { return video.file.empty() ? video.url : "/api/v1/videos/" + video.name; }

/// The venue's timeline as a configuration can name it, 1970 to 2200.
std::optional<std::int64_t> parse_time_us(std::string_view text) {
    constexpr std::uint64_t most = 7'258'118'400'000'000;
    const auto number = parse_number(text);
    if (!number || *number > most) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

/// Bytes, and the place that they take until they are sent.
SharedBody body_of(std::string bytes, std::shared_ptr<void> place) {
    struct Held {
        std::string bytes;
        std::shared_ptr<void> place;
    };
    auto held = std::make_shared<const Held>(Held{std::move(bytes), std::move(place)});
    return {held, held->bytes};
}

void write_video(formats::JsonWriter& out, const Video& video) {
    out.key("name").value(std::string_view{video.name}).key("title").value(std::string_view{video.title});
    out.key("point").value(std::string_view{video.point}).key("url").value(std::string_view{url_of(video)});
}

}  // namespace

Videos::Videos(boost::asio::io_context& context, std::vector<Video> videos) : context_(context) {
    for (auto& video : videos) shelves_.push_back({std::move(video), nullptr, std::make_shared<std::size_t>(0)});
}

HttpAnswer Videos::list() const {
    formats::JsonWriter out;
    out.begin_array();
    for (const auto& shelf : shelves_) {
        out.begin_object();
        write_video(out, shelf.video);
        out.end_object();
    }
    out.end_array();
    return {200, "application/json", out.take(), {}};
}

HttpAnswer Videos::at(const HttpRequest& request) const {
    const auto time_us = parse_time_us(query_value(request.query, "time_us"));
    if (!time_us) return refusal({errc::bad_input, "time_us is an instant of the venue's timeline, in microseconds since 1970, before 2200."});
    formats::JsonWriter out;
    out.begin_object().key("time_us").value(*time_us).key("videos").begin_array();
    for (const auto& shelf : shelves_) {
        const auto moment = shelf.video.moment(RaceTime{std::chrono::microseconds{*time_us}});
        if (!moment) continue;
        out.begin_object();
        write_video(out, shelf.video);
        out.key("frame").value(moment->frame).key("position_us").value(moment->position_us);
        out.key("frame_us").value(moment->frame_us).key("uncertainty_us").value(moment->uncertainty_us).end_object();
    }
    out.end_array().end_object();
    return {200, "application/json", out.take(), {}};
}

void Videos::get(const std::string& name, const HttpRequest& request, Answer answer) {
    auto* shelf = find(name);
    if (shelf == nullptr || shelf->video.file.empty()) return answer(refusal({errc::not_found, "There is no video \"" + printable(name, 60) + "\"."}));
    auto place = take_place(*shelf);
    if (!place) return answer(refusal({errc::too_many, "Too many pieces of videos are asked for at once. Try again."}));
    if (!shelf->reader) shelf->reader = std::make_unique<io::LooseWorker>(context_);
    const auto part = std::make_shared<VideoPart>();
    shelf->reader->ask([part, name, file = shelf->video.file, range = request.range] { *part = open_video(name, file, range); },
                       [this, shelf, part, place = std::move(place), answer = std::move(answer)] { answer(answer_of(*shelf, std::move(*part), place)); });
}

HttpAnswer Videos::answer_of(const Shelf& shelf, VideoPart part, const std::shared_ptr<void>& place) const {
    auto answer = std::move(part.answer);
    if (part.total == 0) return answer;
    const auto sent = std::make_shared<std::uint64_t>(part.bytes.size());
    answer.shared = body_of(std::move(part.bytes), place);
    if (*sent == part.total) return answer;
    answer.rest = RestOfBody{part.total, [reader = shelf.reader.get(), file = shelf.video.file, total = part.total, identity = part.identity, sent, place](const std::function<void(SharedBody)>& take) {
        const auto bytes = std::make_shared<std::string>();
        reader->ask([bytes, file, first = *sent, total, identity] { *bytes = read_on(file, first, total, identity); }, [bytes, sent, place, take] {
            *sent += bytes->size();
            take(body_of(std::move(*bytes), place));
        });
    }};
    return answer;
}

std::shared_ptr<void> Videos::take_place(Shelf& shelf) {
    if (*taken_ >= limits::video_answers || *shelf.taken >= limits::video_answers_of_one) return nullptr;
    ++*taken_;
    ++*shelf.taken;
    return {taken_.get(), [all = taken_, of_one = shelf.taken](void*) {
                --*all;
                --*of_one;
            }};
}

Videos::Shelf* Videos::find(const std::string& name) {
    const auto found = std::ranges::find(shelves_, name, [](const Shelf& one) -> const std::string& { return one.video.name; });
    return found == shelves_.end() ? nullptr : &*found;
}

}  // namespace bowball::net
