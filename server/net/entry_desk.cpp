#include "net/entry_desk.hpp"

#include <boost/asio/post.hpp>
#include <tuple>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/command.hpp"
#include "formats/entry_report.hpp"
#include "net/order_answer.hpp"

namespace bowball::net {
namespace {

const std::string check_path = "/api/v1/entries/check";
const std::string accept_path = "/api/v1/entries/accept";

/// Which file it was, and its digest, before what the official said: the journal names where every crew comes from.
std::string reason_of(std::string_view query, const formats::EntryList& list) {
    auto name = printable(query_value(query, "name"), 100);
    if (name.empty()) name = "a list of entries";
    const auto said = query_value(query, "reason");
    return name + ", SHA-256 " + to_hex(list.digest) + (trim(said).empty() ? "" : ": " + said);
}

}  // namespace

bool EntryDesk::is_asked_for(const std::string& path) { return path == check_path || path == accept_path; }

std::optional<Error> EntryDesk::refuse_sender(const HttpRequest& request) const {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return Error{errc::not_signed_in, "Sign in first."};
    const auto allowed = engine::check_authority(actor.role, engine::ImportEntries{});
    return allowed ? std::nullopt : std::optional{allowed.error()};
}

void EntryDesk::post(const HttpRequest& request, Answer answer) {
    if (const auto refused = refuse_sender(request)) return answer(refusal(*refused));
    if (!planner_) return answer(refusal({errc::not_found, "This server takes no lists of entries."}));
    if (waiting_ >= limits::entry_lists_waiting) return answer(refusal({errc::too_many, "Other lists of entries are being read. Send this one again in a moment."}));
    std::ignore = reader();   // may fail, where no file can be opened: before a place is taken
    ++waiting_;
    auto counted = [this, answer = std::move(answer)](HttpAnswer told) {
        --waiting_;
        answer(std::move(told));
    };
    if (request.path == check_path) check(request, std::move(counted));
    else accept(request, std::move(counted));
}

void EntryDesk::check(const HttpRequest& request, Answer answer) {
    read(request, std::move(answer), [this](const List& list, Answer told) {
        planner_(list->rows, [this, list, answer = std::move(told)](Result<engine::EntryPlan> plan) mutable {
            boost::asio::post(context_, [this, list, answer = std::move(answer), plan = std::move(plan)]() mutable {
                if (!plan) return answer(refusal(plan.error()));
                report(list, std::move(*plan), std::move(answer));
            });
        });
    });
}

void EntryDesk::accept(const HttpRequest& request, Answer answer) {
    const auto plan = parse_digest(query_value(request.query, "plan"));
    if (!plan) return answer(refusal({errc::bad_input, "plan: the digest of the report that is agreed to, as /api/v1/entries/check gave it."}));
    const auto id = query_value(request.query, "id");
    if (const auto sound = formats::check_id(id); !sound) return answer(refusal(sound.error()));
    read(request, std::move(answer), [this, query = request.query, actor = sign_in_.who(request), agreed = *plan, id](const List& list, Answer told) {
        engine::ImportEntries import{list->rows, list->digest, agreed};
        // A late entry needs words of its own: that a file was read is no reason.
        import.is_explained = !trim(query_value(query, "reason")).empty();
        clients_.commands(std::move(import), {actor, id, reason_of(query, *list)}, [this, id, answer = std::move(told)](engine::Outcome outcome) mutable {
            boost::asio::post(context_, [id, answer = std::move(answer), outcome = std::move(outcome)] { answer(answer_of(id, outcome)); });
        });
    });
}

void EntryDesk::read(const HttpRequest& request, Answer answer, std::function<void(List, Answer)> then) {
    // What stands here if the work fails, of memory say.
    const auto list = std::make_shared<Result<formats::EntryList>>(Error{errc::io_failed, "The list cannot be read now. Try again."});
    reader().ask([list, nocs = nocs_, bytes = request.body] { *list = formats::read_entries(bytes, *nocs); },
                 [list, answer = std::move(answer), then = std::move(then)] {
                     if (!*list) return answer(refusal(list->error()));
                     then(List{list, &**list}, answer);
                 });
}

void EntryDesk::report(const List& list, engine::EntryPlan plan, Answer answer) {
    const auto told = std::make_shared<HttpAnswer>(refusal({errc::io_failed, "The report cannot be written now. Try again."}));
    reader().ask([told, list, plan = std::move(plan)] {
        HttpAnswer report{200, "application/json", formats::encode_report(*list, plan), {}};
        report.headers.emplace_back("Cache-Control", "no-store");
        *told = std::move(report);
    }, [told, answer = std::move(answer)] { answer(std::move(*told)); });
}

io::LooseWorker& EntryDesk::reader() {
    if (!reader_) reader_ = std::make_unique<io::LooseWorker>(context_);
    return *reader_;
}

}  // namespace bowball::net
