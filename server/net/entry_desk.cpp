#include "net/entry_desk.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/entry_list.hpp"
#include "formats/frame.hpp"

namespace bowball::net {
namespace {

const std::string check_path = "/api/v1/entries/check";
const std::string accept_path = "/api/v1/entries/accept";

/// Which file it was, and its digest, before what the official said: the journal names where every crew comes from.
std::string reason_of(const HttpRequest& request, const formats::EntryList& list) {
    auto name = printable(query_value(request.query, "name"), 100);
    if (name.empty()) name = "a list of entries";
    const auto said = query_value(request.query, "reason");
    return name + ", SHA-256 " + to_hex(list.digest) + (trim(said).empty() ? "" : ": " + said);
}

}  // namespace

bool EntryDesk::is_asked_for(const std::string& path) { return path == check_path || path == accept_path; }

bool EntryDesk::may_send_list(const HttpRequest& request) const {
    return is_asked_for(request.path) && request.method == "POST" && engine::check_authority(sign_in_.who(request).role, engine::ImportEntries{}).has_value();
}

void EntryDesk::post(const HttpRequest& request, Answer answer) {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in first."}));
    if (const auto allowed = engine::check_authority(actor.role, engine::ImportEntries{}); !allowed) return answer(refusal(allowed.error()));
    if (!planner_) return answer(refusal({errc::not_found, "This server takes no lists of entries."}));
    if (request.path == check_path) check(request, std::move(answer));
    else accept(request, std::move(answer));
}

void EntryDesk::check(const HttpRequest& request, Answer answer) {
    auto list = formats::read_entries(request.body, nocs_);
    if (!list) return answer(refusal(list.error()));
    auto rows = list->rows;
    planner_(std::move(rows), [this, list = std::move(*list), answer = std::move(answer)](engine::EntryPlan plan) {
        boost::asio::post(context_, [list, answer, plan = std::move(plan)] {
            HttpAnswer report{200, "application/json", formats::encode_report(list, plan), {}};
            report.headers.emplace_back("Cache-Control", "no-store");
            answer(std::move(report));
        });
    });
}

void EntryDesk::accept(const HttpRequest& request, Answer answer) {
    const auto plan = parse_digest(query_value(request.query, "plan"));
    if (!plan) return answer(refusal({errc::bad_input, "plan: the digest of the report that is agreed to, as /api/v1/entries/check gave it."}));
    const auto id = query_value(request.query, "id");
    if (id.empty() || id.size() > 64) return answer(refusal({errc::bad_input, "id must be a text of 1 to 64 characters, made anew for each order."}));
    auto list = formats::read_entries(request.body, nocs_);
    if (!list) return answer(refusal(list.error()));
    auto reason = reason_of(request, *list);
    engine::ImportEntries import{std::move(list->rows), list->digest, *plan};
    // A late entry needs words of its own: that a file was read is no reason.
    import.is_explained = !trim(query_value(request.query, "reason")).empty();
    clients_.commands(std::move(import), {sign_in_.who(request), id, std::move(reason)}, [this, id, answer = std::move(answer)](engine::Outcome outcome) {
        boost::asio::post(context_, [id, answer, outcome = std::move(outcome)] {
            if (outcome) return answer({200, "application/json", formats::encode_accepted(id, outcome->seq, outcome->repeated), {}});
            auto refused = refusal(outcome.error());
            refused.body = formats::encode_refused(id, outcome.error());
            answer(std::move(refused));
        });
    });
}

}  // namespace bowball::net
