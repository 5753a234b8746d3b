#include "net/setup_desk.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"

namespace bowball::net {
namespace {

const std::string setup_path = "/api/v1/setup";
const std::string check_path = "/api/v1/setup/check";
const std::string write_path = "/api/v1/setup/write";
const std::string accounts_path = "/api/v1/accounts";
const std::string remove_path = "/api/v1/accounts/remove";

std::string text_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Result<std::string> list_of(const AccountStore& accounts) {
    const auto all = accounts.all();
    if (!all) return all.error();
    formats::JsonWriter out;
    out.begin_object().key("accounts").begin_array();
    for (const auto& account : *all) out.begin_object().key("name").value(std::string_view{account.name}).key("role").value(to_string(account.role)).end_object();
    return out.end_array().end_object().take();
}

/// Names stand in the journal beside every decision.
Result<void> check_name(const std::string& name) {
    if (trim(name).empty()) return Error{errc::bad_input, "A person needs a name."};
    const auto is_control = [](char one) { return static_cast<unsigned char>(one) < 0x20 || one == 0x7F; };
    if (trim(name) != name || name.size() > limits::name_bytes || std::ranges::any_of(name, is_control))
        return Error{errc::bad_input, "A name is one line of at most " + std::to_string(limits::name_bytes) + " bytes, without blanks around it."};
    return {};
}

Result<std::string> put(const AccountStore& accounts, const std::string& name, Role role, const std::string& password) {
    const auto hash = hash_password(password);
    if (!hash) return hash.error();
    if (const auto stored = accounts.put({name, role, *hash, false}); !stored) return stored.error();
    return list_of(accounts);
}

/// Somebody must be able to let others in.
Result<std::string> remove(const AccountStore& accounts, const std::string& name) {
    const auto all = accounts.all();
    if (!all) return all.error();
    const auto is_admin = [](const Account& one) { return one.role == Role::admin; };
    const auto goes = std::ranges::find(*all, name, &Account::name);
    if (goes != all->end() && is_admin(*goes) && std::ranges::count_if(*all, is_admin) == 1)
        return Error{errc::wrong_state, name + " is the only admin: let another one in first."};
    if (const auto removed = accounts.remove(name); !removed) return removed.error();
    return list_of(accounts);
}

}  // namespace

bool SetupDesk::is_asked_for(const std::string& path) { return path == setup_path || path == check_path || path == write_path || path == accounts_path || path == remove_path; }

bool SetupDesk::changes_the_venue(const std::string& path) { return path == write_path || path == accounts_path || path == remove_path; }

std::optional<Error> SetupDesk::refuse(const HttpRequest& request) const {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return Error{errc::not_signed_in, "Sign in as an admin first."};
    if (actor.role != Role::admin) return Error{errc::not_allowed, "Only an admin sets the venue up. You are signed in as " + std::string{to_string(actor.role)} + "."};
    return std::nullopt;
}

void SetupDesk::get(const HttpRequest& request, Answer answer) {
    if (const auto refused = refuse(request)) return answer(refusal(*refused));
    if (request.path == accounts_path) return work([accounts = accounts_] { return list_of(accounts); }, std::move(answer));
    if (request.path != setup_path) return answer(refusal({errc::bad_input, request.path + " is asked with POST."}));
    if (!source_.describe) return answer(refusal({errc::not_found, "This server has no configuration to write: it is a demo. Start `bowball serve` for a venue."}));
    work(source_.describe, std::move(answer));
}

void SetupDesk::post(const HttpRequest& request, Answer answer) {
    if (const auto refused = refuse(request)) return answer(refusal(*refused));
    if (request.path == accounts_path) return put_account(request, std::move(answer));
    if (request.path == remove_path) return remove_account(request, std::move(answer));
    const auto& source = request.path == write_path ? source_.write : source_.check;
    if (request.path == setup_path || !source) return answer(refusal({errc::not_found, "This server has no configuration to write."}));
    if (request.path == write_path) log_->info("configuration written by name={}", sign_in_.who(request).name);
    work([source, text = request.body] { return source(text); }, std::move(answer));
}

void SetupDesk::put_account(const HttpRequest& request, Answer answer) {
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"name\",\"role\",\"password\"}."}));
    auto name = text_of(document->root, "name");
    auto password = text_of(document->root, "password");
    const auto role = parse_role(text_of(document->root, "role"));
    if (const auto good = check_name(name); !good) return answer(refusal(good.error()));
    if (!role || *role == Role::viewer) return answer(refusal({errc::bad_input, "A role is starter, timekeeper, judge, referee or admin."}));
    if (const auto good = check_password(password, name); !good) return answer(refusal(good.error()));
    log_->info("account put name={} role={} by={}", name, to_string(*role), sign_in_.who(request).name);
    work([accounts = accounts_, name = std::move(name), role = *role, password = std::move(password)] { return put(accounts, name, role, password); }, std::move(answer));
}

void SetupDesk::remove_account(const HttpRequest& request, Answer answer) {
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"name\"}."}));
    auto name = text_of(document->root, "name");
    log_->info("account to be removed name={} by={}", printable(name, limits::name_bytes), sign_in_.who(request).name);
    work([accounts = accounts_, name = std::move(name)] { return remove(accounts, name); }, std::move(answer));
}

void SetupDesk::work(Work work, Answer answer) {
    if (waiting_ >= limits::setups_waiting) return answer(refusal({errc::too_many, "Others are setting up at this moment. Try again."}));
    if (!worker_) worker_ = std::make_unique<io::LooseWorker>(context_);
    ++waiting_;
    const auto done = std::make_shared<Result<std::string>>(Error{errc::io_failed, "This cannot be done now. Try again."});
    worker_->ask([done, work = std::move(work)] { *done = work(); },
                 [this, done, answer = std::move(answer)] {
                     --waiting_;
                     if (!*done) return answer(refusal(done->error()));
                     HttpAnswer told{200, "application/json", std::move(**done), {}};
                     told.headers.emplace_back("Cache-Control", "no-store");
                     answer(std::move(told));
                 });
}

}  // namespace bowball::net
