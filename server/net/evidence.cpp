#include "net/evidence.hpp"

#include <boost/asio/post.hpp>

#include "core/text.hpp"
#include "formats/trace_samples.hpp"

namespace bowball::net {
namespace {

const std::string traces_prefix = "/api/v1/traces/";
const std::string videos_path = "/api/v1/videos";
const std::string pictures_prefix = "/api/v1/pictures/";
const std::string recordings_path = "/api/v1/recordings";
const std::string journal_path = "/api/v1/journal";

/// A collection, or something in it.
bool lies_in(const std::string& path, const std::string& collection) { return path == collection || path.starts_with(collection + "/"); }

}  // namespace

bool Evidence::is_asked_for(const std::string& path) {
    return path.starts_with(traces_prefix) || path.starts_with(pictures_prefix) || lies_in(path, videos_path) || lies_in(path, recordings_path) || lies_in(path, journal_path) || CaseFiles::is_asked_for(path);
}

void Evidence::get(const HttpRequest& request, Answer answer) {
    if (sign_in_.who(request).role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in to see this."}));
    if (request.path.starts_with(traces_prefix)) return get_trace(request, std::move(answer));
    if (request.path.starts_with(pictures_prefix)) return pictures_.get(request.path.substr(pictures_prefix.size()), request, std::move(answer));
    if (CaseFiles::is_asked_for(request.path)) return cases_.get(request, std::move(answer));
    if (lies_in(request.path, recordings_path)) return recordings_.get(request.path.substr(recordings_path.size()), request, std::move(answer));
    if (lies_in(request.path, journal_path)) return journal_.get(request.path.substr(journal_path.size()), request, std::move(answer));
    get_video(request, std::move(answer));
}

void Evidence::get_video(const HttpRequest& request, Answer answer) {
    const auto rest = request.path.substr(videos_path.size());
    if (rest.empty()) return answer(videos_.list());
    if (rest == "/at") return answer(videos_.at(request));
    videos_.get(rest.substr(1), request, std::move(answer));
}

/// Samples never change: the journal's epoch and the entry's number say which they are.
void Evidence::get_trace(const HttpRequest& request, Answer answer) const {
    const auto name = request.path.substr(traces_prefix.size());
    const auto none = refusal({errc::not_found, "There is no trace \"" + printable(name, 60) + "\"."});
    const auto id = parse_number(name);
    if (!id || !traces_) return answer(none);
    const auto etag = "\"" + epoch_ + "-" + std::to_string(*id) + "\"";
    const auto is_known = has_tag(request.if_none_match, etag);
    traces_(ImpulseId{*id}, [this, none, etag, is_known, answer = std::move(answer)](Result<std::optional<views::TraceSamples>> asked) mutable {
        boost::asio::post(context_, [none, etag, is_known, answer = std::move(answer), asked = std::move(asked)] {
            if (!asked) return answer(refusal(asked.error()));
            const auto& trace = *asked;
            if (!trace) return answer(none);
            HttpAnswer found;
            found.headers = {{"ETag", etag}, {"Cache-Control", "private, no-store"}};
            if (is_known) found.status = 304;
            else found.body = formats::encode_trace_samples(*trace);
            answer(std::move(found));
        });
    });
}

}  // namespace bowball::net
