#include "net/sign_in.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"
#include "io/clock.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

/// A hash of nothing, so that an unknown name takes as long to refuse as a wrong password.
const Result<std::string>& decoy_hash() {
    static Result<std::string> hash = hash_password("nobody has this password");
    if (!hash) hash = hash_password("nobody has this password");
    return hash;
}

std::string text_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// Over TLS a cookie of its own, which never leaves TLS: a browser would not let plain HTTP replace it under the same name.
constexpr const char* plain_cookie = "bowball";
constexpr const char* secure_cookie = "bowball_secure";

std::string token_of(const HttpRequest& request) {
    auto token = request.is_secure ? cookie_value(request.cookie, secure_cookie) : std::string{};
    return token.empty() ? cookie_value(request.cookie, plain_cookie) : token;
}

std::string set_cookie(const HttpRequest& request, const std::string& token, const std::string& life_s) {
    return std::string{request.is_secure ? secure_cookie : plain_cookie} + "=" + token + "; Path=/; Max-Age=" + life_s + "; HttpOnly; SameSite=Strict" + (request.is_secure ? "; Secure" : "");
}

Error wrong() { return {errc::not_signed_in, "Name or password is wrong."}; }
Error too_many_tries() { return {errc::too_many, "Too many wrong tries. Wait a minute."}; }
Error too_many_people() { return {errc::too_many, "Many people are signing in. Try again in a moment."}; }

/// On the hashing thread. The account, if the password is its own.
Result<Account> check_account(const AccountStore& accounts, const std::string& name, const std::string& password) {
    const auto account = accounts.find(name);
    if (!account) return account.error();
    const auto is_usable = account->has_value() && !(*account)->disabled && !(*account)->hash.empty();
    const auto& decoy = decoy_hash();
    if (!decoy) return decoy.error();
    const auto fits = verify_password(is_usable ? (*account)->hash : *decoy, password);
    if (!fits) return fits.error();
    if (!*fits || !is_usable) return wrong();
    return **account;
}

struct PasswordChange {
    Actor actor;
    bool by_code = false;
    std::string old_password;
    std::string password;
};

/// On the hashing thread. Nobody who was removed or disabled brings himself back.
Result<void> carry_out(const AccountStore& accounts, const PasswordChange& change) {
    const auto known = accounts.find(change.actor.name);
    if (!known) return known.error();
    Account account{change.actor.name, change.actor.role, {}, false};
    if (known->has_value()) {
        const auto checked = check_account(accounts, change.actor.name, change.old_password);
        if (!checked && checked.error() == wrong()) return Error{errc::not_allowed, "The old password is wrong."};
        if (!checked) return checked.error();
        account = *checked;
    } else if (!change.by_code) {
        return Error{errc::not_allowed, "This account was removed. Ask who keeps the accounts."};
    }
    const auto hash = hash_password(change.password);
    if (!hash) return hash.error();
    account.hash = *hash;
    return accounts.put(account);
}

}  // namespace

SignIn::SignIn(boost::asio::io_context& context, AccountStore accounts, std::shared_ptr<spdlog::logger> log, EndSockets end_sockets)
    : context_(context), accounts_(std::move(accounts)), log_(std::move(log)), end_sockets_(std::move(end_sockets)), throttle_(limits::wrong_tries) {}

SignIn::~SignIn() {
    hashing_.stop();
    hashing_.join();
}

/// Real time: a session lasts a day of people, whatever the speed of a demo.
HostTime SignIn::now() { return HostTime{Duration{io::Clock::stopwatch_ns()}}; }

Actor SignIn::who(const HttpRequest& request) const { return sessions_.find(token_of(request), now()).value_or(Actor{}); }

std::string SignIn::session_of(const HttpRequest& request) const {
    const auto key = Sessions::key_of(token_of(request));
    return sessions_.holds(key, now()) ? key : std::string{};
}

bool SignIn::holds(const std::string& session) const { return sessions_.holds(session, now()); }

template <class T>
void SignIn::elsewhere(std::function<Result<T>()> work, std::function<void(Result<T>)> then) {
    boost::asio::post(hashing_, [this, work = std::move(work), then = std::move(then)] {
        Result<T> done = Error{errc::io_failed, "The accounts cannot be looked at. Try again."};
        try {
            done = work();
        } catch (const std::exception& problem) {
            log_->error("accounts: {}", problem.what());
        }
        boost::asio::post(context_, [then, done = std::move(done)] { then(done); });
    });
}

HttpAnswer SignIn::welcome(const HttpRequest& request, const Actor& actor, const std::string& password) {
    formats::JsonWriter out;
    out.begin_object().key("name").value(std::string_view{actor.name}).key("role").value(to_string(actor.role)).end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    const auto life = std::to_string(limits::session_life / 1s);
    answer.headers.emplace_back("Set-Cookie", set_cookie(request, sessions_.open(actor, now(), password), life));
    log_->info("signed in name={} role={} address={}{}", printable(actor.name, limits::name_bytes), to_string(actor.role), request.address, password.empty() ? " by a code" : "");
    return answer;
}

void SignIn::sign_in(const HttpRequest& request, Answer answer) {
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"name\",\"password\"} or {\"code\"}."}));
    const auto code = text_of(document->root, "code");
    if (code.empty()) return sign_in_by_password(text_of(document->root, "name"), text_of(document->root, "password"), request, std::move(answer));
    // By address alone: who guesses codes would give a new name with each.
    if (throttle_.is_blocked(request.address, now())) return answer(refusal(too_many_tries()));
    const auto actor = sessions_.redeem(code);
    if (!actor) {
        throttle_.note_wrong(request.address, now());
        note_refused("a code", request.address);
        return answer(refusal({errc::not_signed_in, "The code is wrong or was used already."}));
    }
    accounts_stamp_.clear();  // there may be an account of that name: look again
    answer(welcome(request, *actor, {}));
}

void SignIn::sign_in_by_password(std::string name, std::string password, const HttpRequest& request, Answer answer) {
    auto key = request.address + " " + name.substr(0, limits::name_bytes);
    if (throttle_.is_blocked(key, now())) return answer(refusal(too_many_tries()));
    if (waiting_ >= limits::waiting_sign_ins) return answer(refusal(too_many_people()));
    ++waiting_;
    elsewhere<Account>([this, name = std::move(name), password = std::move(password)] { return check_account(accounts_, name, password); },
                       [this, key = std::move(key), request, answer = std::move(answer)](const Result<Account>& account) {
                           --waiting_;
                           if (account) {
                               throttle_.note_right(key);
                               return answer(welcome(request, {account->name, account->role}, account->hash));
                           }
                           if (account.error() == wrong()) {
                               throttle_.note_wrong(key, now());
                               note_refused("name or password", key);
                           }
                           answer(refusal(account.error()));
                       });
}

/// Who tries again and again is in the log, and cannot fill it.
void SignIn::note_refused(std::string_view what, const std::string& who) {
    if (refusals_said_.take(TokenBucket::Instant::clock::now())) log_->warn("sign-in refused: wrong {}, from {}", what, printable(who, 2 * limits::name_bytes));
}

void SignIn::sign_out(const HttpRequest& request, Answer answer) {
    const auto session = session_of(request);
    if (const auto actor = who(request); actor.role != Role::viewer) log_->info("signed out name={}", printable(actor.name, limits::name_bytes));
    sessions_.close(token_of(request));
    if (!session.empty()) end_sockets_(session, close_code::sign_in);
    HttpAnswer done{200, "application/json", "{}", {}};
    done.headers.emplace_back("Set-Cookie", set_cookie(request, {}, "0"));
    answer(std::move(done));
}

void SignIn::change_password(const HttpRequest& request, Answer answer) {
    const auto actor = who(request);
    if (actor.role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in first."}));
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"old_password\",\"password\"}."}));
    const auto token = token_of(request);
    const PasswordChange change{actor, sessions_.is_by_code(token), text_of(document->root, "old_password"), text_of(document->root, "password")};
    if (const auto good = check_password(change.password); !good) return answer(refusal(good.error()));
    const auto key = request.address + " " + actor.name;
    if (throttle_.is_blocked(key, now())) return answer(refusal(too_many_tries()));
    if (waiting_ >= limits::waiting_sign_ins) return answer(refusal(too_many_people()));
    ++waiting_;
    elsewhere<void>([this, change] { return carry_out(accounts_, change); },
                    [this, key, token, name = actor.name, answer = std::move(answer)](const Result<void>& done) {
                        --waiting_;
                        if (!done && done.error().code == errc::not_allowed) throttle_.note_wrong(key, now());
                        if (!done) return answer(refusal(done.error()));
                        sessions_.close_others(name, token);
                        end_sockets_({}, close_code::sign_in);
                        answer({200, "application/json", "{}", {}});
                    });
}

void SignIn::look_around() {
    end_sockets_({}, close_code::sign_in);
    auto stamp = accounts_.stamp();
    if (stamp == accounts_stamp_) return;
    accounts_stamp_ = std::move(stamp);
    elsewhere<std::vector<Account>>([this] { return accounts_.all(); },
                                    [this](const Result<std::vector<Account>>& accounts) {
                                        if (!accounts) {
                                            if (accounts.error().code == errc::io_failed) accounts_stamp_.clear();  // is tried again
                                            if (accounts_trouble_.is_news(accounts.error().text)) log_->error("accounts: {}", accounts.error().text);
                                            return;
                                        }
                                        accounts_trouble_.is_over();
                                        for (const auto& changed : sessions_.keep_to(*accounts)) end_sockets_(changed, close_code::forbidden);
                                        end_sockets_({}, close_code::sign_in);
                                    });
}

}  // namespace bowball::net
