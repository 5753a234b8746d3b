#include "net/sign_in.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"
#include "io/run_context.hpp"
#include "net/account_check.hpp"
#include "net/host_names.hpp"
#include "net/idle_lock.hpp"
#include "net/network_of.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

std::string text_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// Over TLS a cookie of its own, which never leaves TLS; browsers take one of this prefix from this very host and over TLS alone, so that nobody
/// on the way can put one in its place.
constexpr const char* plain_cookie = "bowball";
constexpr const char* secure_cookie = "__Host-bowball";

std::string token_of(const HttpRequest& request) { return cookie_value(request.cookie, request.is_secure ? secure_cookie : plain_cookie); }

std::string set_cookie(const HttpRequest& request, const std::string& token, const std::string& life_s) {
    return std::string{request.is_secure ? secure_cookie : plain_cookie} + "=" + token + "; Path=/; Max-Age=" + life_s + "; HttpOnly; SameSite=Strict" + (request.is_secure ? "; Secure" : "");
}

Error too_many_tries() { return {errc::too_many, "Too many wrong tries. Wait a minute."}; }
Error too_many_people() { return {errc::too_many, "Many people are signing in. Try again in a moment."}; }

/// Behind loops that must not wait: a flood of passwords takes what the race leaves over.
void stand_back() {
    ::pthread_setname_np(::pthread_self(), "passwords");
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10);
}

}  // namespace

SignIn::SignIn(boost::asio::io_context& context, AccountStore accounts, std::shared_ptr<spdlog::logger> log, EndSockets end_sockets, Terms terms)
    : context_(context), accounts_(std::move(accounts)), log_(log), end_sockets_(std::move(end_sockets)), terms_(std::move(terms)), refusals_(log), keeper_(terms_.sessions_file, io::boot_id(), std::move(log)), throttle_(limits::wrong_tries),
      account_throttle_(limits::wrong_tries, terms_.tries_at_account), known_places_(limits::known_places) {
    boost::asio::post(hashing_, stand_back);
}

SignIn::~SignIn() {
    hashing_.stop();
    hashing_.join();
}

Actor SignIn::who(const HttpRequest& request) const { return sessions_.find(token_of(request), now()).value_or(Actor{}); }

std::string SignIn::session_of(const HttpRequest& request) const {
    const auto key = Sessions::key_of(token_of(request));
    return sessions_.holds(key, now()) ? key : std::string{};
}

bool SignIn::holds(const std::string& session) const { return sessions_.holds(session, now()); }

bool SignIn::is_locked(const std::string& session) const {
    const auto idle = sessions_.idle_for(session, now());
    return terms_.lock_after > 0s && idle && *idle > terms_.lock_after;
}

std::optional<Error> SignIn::refuse_locked(const std::string& session) {
    if (is_locked(session)) return Error{errc::not_signed_in, "Nobody gave an order here for " + std::to_string(terms_.lock_after / 1min) + " minutes. Enter your password again."};
    sessions_.note_used(session, now());
    return std::nullopt;
}

std::optional<Error> SignIn::refuse_locked(const std::string& session, const engine::Command& command) {
    // And opens nothing that is locked.
    if (waits_for_no_password(command) && is_locked(session)) return std::nullopt;
    return refuse_locked(session);
}

std::optional<Error> SignIn::refuse_unproved(const std::string& session) {
    if (auto locked = refuse_locked(session)) return locked;
    const auto proved = sessions_.proved_for(session, now());
    if (proved && *proved > terms_.proof_holds) return Error{errc::not_signed_in, "Who changes this shows that it is he. Enter your password again."};
    return std::nullopt;
}

template <class T>
void SignIn::elsewhere(std::function<Result<T>()> work, std::function<void(Result<T>)> then) {
    boost::asio::post(hashing_, [this, work = std::move(work), then = std::move(then)] {
        Result<T> done = Error{errc::io_failed, "The accounts cannot be looked at. Try again."};
        try {
            done = work();
        } catch (const std::exception& problem) {
            log_->error("accounts: {}", problem.what());
        }
        io::post_patiently(context_, [then, done = std::move(done)] { then(done); });
    });
}

template <class T>
void SignIn::elsewhere_for(const std::string& network, std::function<Result<T>()> work, std::function<void(Result<T>)> then) {
    waiting_.enter(network);
    elsewhere<T>(std::move(work), [this, network, then = std::move(then)](Result<T> done) {
        waiting_.leave(network);
        then(std::move(done));
    });
}

/// Where somebody who listens could read the password, and need not: by the address of the door that he should take.
std::optional<Error> SignIn::refuse_plain(const HttpRequest& request) const {
    const auto port = terms_.tls_port();
    if (!terms_.needs_tls || request.is_secure || port == 0 || is_loopback(request.address)) return std::nullopt;
    return Error{errc::not_allowed, "Officials sign in over TLS, where nobody on the network can read along: https://" + name_in(request.host) + ":" + std::to_string(port) + "/sign-in"};
}

HttpAnswer SignIn::welcome(const HttpRequest& request, const Actor& actor, const std::string& password) {
    formats::JsonWriter out;
    out.begin_object().key("name").value(std::string_view{actor.name}).key("role").value(to_string(actor.role)).end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    const auto life = std::to_string(limits::session_life / 1s);
    // Whoever was signed in here is not any more.
    if (const auto before = session_of(request); !before.empty()) {
        sessions_.close(token_of(request));
        end_sockets_(before, close_code::sign_in);
    }
    answer.headers.emplace_back("Set-Cookie", set_cookie(request, sessions_.open({actor, password, request.address, request.is_secure}, now()), life));
    answer.headers.emplace_back("Cache-Control", "no-store");
    log_->info("signed in name={} role={} address={}{}", printable(actor.name, limits::name_bytes), to_string(actor.role), request.address, password.empty() ? " by a code" : "");
    return answer;
}

void SignIn::sign_in(const HttpRequest& request, Answer answer) {
    if (const auto refused = refuse_plain(request)) return answer(refusal(*refused));
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"name\",\"password\"} or {\"code\"}."}));
    const auto code = text_of(document->root, "code");
    if (code.empty()) return sign_in_by_password(text_of(document->root, "name"), text_of(document->root, "password"), request, std::move(answer));
    // By network alone: who guesses codes would give a new name with each.
    const auto network = network_of(request.address);
    if (throttle_.is_blocked(network, now())) return answer(refusal(too_many_tries()));
    const auto actor = sessions_.redeem(code);
    if (!actor) {
        throttle_.note_wrong(network, now());
        refusals_.note("a wrong code", request.address);
        return answer(refusal({errc::not_signed_in, "The code is wrong or was used already."}));
    }
    accounts_stamp_.clear();  // there may be an account of that name: look again
    answer(welcome(request, *actor, {}));
}

/// Tries add up for each network and name, and for each name from all places that are new to it: guesses from many addresses wait too, and the
/// official at his own tablet does not.
std::optional<Error> SignIn::refuse_try(const std::string& name, const HttpRequest& request) {
    const auto network = network_of(request.address);
    const auto place = network + " " + name;
    const auto is_blocked = throttle_.is_blocked(place, now()) || (!known_places_.knows(place) && account_throttle_.is_blocked(name, now()));
    if (is_blocked) refusals_.note("a try at signing in before its time", request.address + " " + name);
    if (is_blocked) return too_many_tries();
    if (!waiting_.has_room_for(network, known_places_.knows(place))) return too_many_people();
    return std::nullopt;
}

void SignIn::note_wrong(const std::string& name, const HttpRequest& request) {
    const auto place = network_of(request.address) + " " + name;
    throttle_.note_wrong(place, now());
    if (!known_places_.knows(place)) account_throttle_.note_wrong(name, now());
    refusals_.note("a wrong name or password", request.address + " " + name);
}

void SignIn::check_password_of(std::string name, std::string password, const HttpRequest& request, Answer refused, std::function<void(const Account&)> then) {
    name.resize(std::min<std::size_t>(name.size(), limits::name_bytes));
    if (const auto wait = refuse_try(name, request)) return refused(refusal(*wait));
    elsewhere_for<Account>(network_of(request.address), [this, name, password = std::move(password)] { return check_account(accounts_, name, password); },
                           [this, name, request, refused = std::move(refused), then = std::move(then)](const Result<Account>& account) {
                               if (!account && account.error() == wrong_credentials()) note_wrong(name, request);
                               if (!account) return refused(refusal(account.error()));
                               const auto place = network_of(request.address) + " " + name;
                               throttle_.note_right(place);
                               known_places_.note(place, now());
                               then(*account);
                           });
}

void SignIn::sign_in_by_password(std::string name, std::string password, const HttpRequest& request, Answer answer) {
    check_password_of(std::move(name), std::move(password), request, answer,
                      [this, request, answer](const Account& account) { answer(welcome(request, {account.name, account.role}, account.hash)); });
}

void SignIn::unlock(const HttpRequest& request, Answer answer) {
    const auto session = session_of(request);
    if (session.empty()) return answer(refusal({errc::not_signed_in, "Sign in first."}));
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"password\"}."}));
    const auto refused = [answer](HttpAnswer made) {
        // Who is signed in and mistypes is not sent away to sign in.
        if (made.status == 401) made = refusal({errc::not_allowed, "The password is wrong."});
        answer(std::move(made));
    };
    check_password_of(who(request).name, text_of(document->root, "password"), request, refused, [this, session, answer](const Account&) {
        sessions_.note_proved(session, now());
        answer({200, "application/json", "{}", {}});
    });
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
    if (const auto good = check_password(change.password, actor.name); !good) return answer(refusal(good.error()));
    if (const auto wait = refuse_try(actor.name, request)) return answer(refusal(*wait));
    elsewhere_for<void>(network_of(request.address), [this, change] { return net::change_password(accounts_, change); },
                        [this, request, token, name = actor.name, answer = std::move(answer)](const Result<void>& done) {
                            if (!done && done.error().code == errc::not_allowed) note_wrong(name, request);
                            if (!done) return answer(refusal(done.error()));
                            log_->info("password changed name={}", printable(name, limits::name_bytes));
                            sessions_.close_others(name, token, now());
                            end_sockets_({}, close_code::sign_in);
                            answer({200, "application/json", "{}", {}});
                        });
}

void SignIn::restore_sessions() {
    const auto accounts = accounts_.all();
    if (!accounts) return log_->error("sessions: {} Everybody signs in again.", accounts.error().text);
    keeper_.restore(sessions_, now());
    (void)sessions_.keep_to(*accounts);
}

void SignIn::look_around(io::LooseWorker& files) {
    end_sockets_({}, close_code::sign_in);
    keeper_.keep(sessions_, now(), files);
    if (is_looking_) return;
    // What hangs may outlive this: it has all that it needs as its own.
    const auto look = std::make_shared<Look>(Look{accounts_stamp_, std::nullopt});
    files.ask([look, accounts = accounts_] { *look = look_at(accounts, look->stamp); },
              [this, look] {
                  is_looking_ = false;
                  take(*look);
              });
    is_looking_ = true;
}

SignIn::Look SignIn::look_at(const AccountStore& accounts, const std::string& known) {
    auto stamp = accounts.stamp();
    if (stamp == known) return {std::move(stamp), std::nullopt};
    return {std::move(stamp), accounts.all()};
}

void SignIn::take(const Look& look) {
    accounts_stamp_ = look.stamp;
    if (!look.accounts) return;
    const auto& accounts = *look.accounts;
    if (!accounts) {
        if (accounts.error().code == errc::io_failed) accounts_stamp_.clear();  // is tried again
        if (accounts_trouble_.is_news(accounts.error().text)) log_->error("accounts: {}", accounts.error().text);
        return;
    }
    accounts_trouble_.is_over();
    for (const auto& changed : sessions_.keep_to(*accounts)) end_sockets_(changed, close_code::forbidden);
    end_sockets_({}, close_code::sign_in);
}

}  // namespace bowball::net
