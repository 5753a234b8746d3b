#include "net/methods.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace bowball::net {
namespace {

std::string allow_of(const Methods& methods) {
    std::string list;
    if (methods.get) list += "GET, ";
    if (methods.head) list += "HEAD, ";
    if (methods.post) list += "POST, ";
    return list + "OPTIONS";
}

constexpr Methods reads{.get = true, .head = true};
constexpr Methods posts{.post = true};
constexpr Methods all{true, true, true};

struct Row {
    std::string_view path;
    Methods methods;
    bool is_begin = false;   ///< of longer ones
};
/// The first that fits counts; what is not here is a page.
constexpr std::array rows{
    Row{"*", all},
    Row{"/live", {.get = true}},
    Row{"/api/v1/events", {.get = true}},
    Row{"/api/v1/commands", posts},
    Row{"/api/v1/sign-in", posts},
    Row{"/api/v1/sign-out", posts},
    Row{"/api/v1/password", posts},
    Row{"/api/v1/unlock", posts},
    Row{"/api/v1/tickets", posts},
    Row{"/api/v1/sessions", reads},
    Row{"/api/v1/sessions/end", posts},
    Row{"/api/v1/doors", reads},
    Row{"/api/v1/entries/check", posts},
    Row{"/api/v1/entries/accept", posts},
    Row{"/api/v1/setup", reads},
    Row{"/api/v1/setup/check", posts},
    Row{"/api/v1/setup/write", posts},
    Row{"/api/v1/standby", reads},
    Row{"/api/v1/standby/take_over", posts},
    Row{"/api/v1/accounts", all},
    Row{"/api/v1/accounts/remove", posts},
    Row{"/api/v1/me", reads},
    Row{"/api/v1/health", reads},
    Row{"/api/v1/log", reads},
    Row{"/api/v1/views/", reads, true},
    Row{"/api/v1/traces/", reads, true},
    Row{"/api/v1/videos", reads, true},
    Row{"/api/v1/pictures/", reads, true},
    Row{"/api/v1/recordings", reads, true},
    Row{"/api/v1/journal", reads, true},
    Row{"/api/v1/races/", reads, true},
    Row{"/api/v1/", all, true},   // not there: each is told that
};
constexpr std::array known_methods{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"};

}  // namespace

Methods methods_of(const std::string& path) {
    const auto found = std::ranges::find_if(rows, [&path](const Row& row) { return row.is_begin ? path.starts_with(row.path) : path == row.path; });
    return found != rows.end() ? found->methods : reads;
}

HttpAnswer refuse_method(const std::string& method, const Methods& methods) {
    const auto is_known = std::ranges::find(known_methods, std::string_view{method}) != known_methods.end();
    auto refused = refusal({errc::bad_input, is_known ? "Only " + allow_of(methods) + " are understood here." : "No such method is known."});
    refused.status = is_known ? 405 : 501;
    if (is_known) refused.headers.emplace_back("Allow", allow_of(methods));
    return refused;
}

HttpAnswer answer_options(const Methods& methods, bool is_for_everybody) {
    HttpAnswer answer;
    answer.status = 204;
    answer.headers.emplace_back("Allow", allow_of(methods));
    if (!is_for_everybody) return answer;
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD");
    answer.headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match, Last-Event-ID, Cache-Control");
    answer.headers.emplace_back("Access-Control-Max-Age", "86400");
    return answer;
}

}  // namespace bowball::net
