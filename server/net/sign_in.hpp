// Who signs in and out, and with what: passwords are checked and accounts written on a thread of their own, for one takes a
// tenth of a second and 64 MiB. Everything else happens on the net thread.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <spdlog/logger.h>
#include <string>

#include "core/access_limits.hpp"
#include "engine/command.hpp"
#include "io/clock.hpp"
#include "io/loose_worker.hpp"
#include "net/accounts.hpp"
#include "net/http.hpp"
#include "net/known_places.hpp"
#include "net/refusal_log.hpp"
#include "net/session_keeper.hpp"
#include "net/sessions.hpp"
#include "net/throttle.hpp"
#include "net/trouble.hpp"
#include "net/waiting_room.hpp"

namespace bowball::net {

/// Ends the sockets of a session with a close code. An empty key: of every session that is no longer held.
using EndSockets = std::function<void(const std::string& session, std::uint16_t code)>;

struct SignInTerms {
    Duration lock_after = limits::lock_after;   ///< without an order, a session asks for its password again; zero: never
    Duration proof_holds = limits::proof_holds;
    unsigned tries_at_account = limits::tries_at_account;
    bool needs_tls = false;                     ///< from any other computer, where there is TLS
    std::function<std::uint16_t()> tls_port = [] { return std::uint16_t{0}; };   ///< 0: none
    std::string sessions_file;                  ///< where they are kept over a restart; empty: nowhere
    /// Real time: a session lasts a day of people, whatever the speed of a demo. On the net thread.
    std::function<HostTime()> now = [] { return HostTime{Duration{io::Clock::stopwatch_ns()}}; };
};

class SignIn {
public:
    using Terms = SignInTerms;
    SignIn(boost::asio::io_context& context, AccountStore accounts, std::shared_ptr<spdlog::logger> log, EndSockets end_sockets, Terms terms = Terms{});
    ~SignIn();

    /// Who sent the request: by its cookie; a viewer otherwise.
    [[nodiscard]] Actor who(const HttpRequest& request) const;
    /// The key of the session the request is of; empty if there is none.
    [[nodiscard]] std::string session_of(const HttpRequest& request) const;
    [[nodiscard]] bool holds(const std::string& session) const;
    [[nodiscard]] Sessions& sessions() { return sessions_; }
    [[nodiscard]] const Terms& terms() const { return terms_; }
    [[nodiscard]] RefusalLog& refusals() { return refusals_; }

    void sign_in(const HttpRequest& request, Answer answer);
    void sign_out(const HttpRequest& request, Answer answer);
    /// {"old_password","password"}. Who signed in by a code and has no account yet gives no old one.
    void change_password(const HttpRequest& request, Answer answer);
    /// {"password"}: of who is signed in already, so that his session may do again what it may.
    void unlock(const HttpRequest& request, Answer answer);

    /// Whether a session has rested for so long that it must show its password.
    [[nodiscard]] bool is_locked(const std::string& session) const;
    /// Why an order of this session waits for its password; else nothing, and the session was used.
    [[nodiscard]] std::optional<Error> refuse_locked(const std::string& session, const engine::Command& command);
    [[nodiscard]] std::optional<Error> refuse_locked(const std::string& session);
    /// The same for what changes who may sign in, or how the server starts: the password must have been given a short while ago.
    [[nodiscard]] std::optional<Error> refuse_unproved(const std::string& session);

    /// Who was signed in before the server was started anew, and still has the account of then. Nobody while the accounts cannot be read.
    void restore_sessions();

    /// Once a second: keeps who is signed in, ends sessions that are too old, and those whose account `bowball user` took away. The file is looked at by `files`, whose
    /// disk may hang.
    void look_around(io::LooseWorker& files);

private:
    /// The file of accounts, looked at.
    struct Look {
        std::string stamp;
        std::optional<Result<std::vector<Account>>> accounts;   ///< absent: it is the file that was known
    };
    [[nodiscard]] static Look look_at(const AccountStore& accounts, const std::string& known);
    void take(const Look& look);
    void sign_in_by_password(std::string name, std::string password, const HttpRequest& request, Answer answer);
    void check_password_of(std::string name, std::string password, const HttpRequest& request, Answer refused, std::function<void(const Account&)> then);
    /// `password`: the account's hash; empty: by a code.
    [[nodiscard]] HttpAnswer welcome(const HttpRequest& request, const Actor& actor, const std::string& password);
    [[nodiscard]] std::optional<Error> refuse_plain(const HttpRequest& request) const;
    [[nodiscard]] std::optional<Error> refuse_try(const std::string& name, const HttpRequest& request);
    void note_wrong(const std::string& name, const HttpRequest& request);
    /// Runs `work` on the other thread and `then` with what it gave, or with why it failed, on this one.
    template <class T>
    void elsewhere(std::function<Result<T>()> work, std::function<void(Result<T>)> then);
    /// The same for who waits with a password: counted for his network until it is done.
    template <class T>
    void elsewhere_for(const std::string& network, std::function<Result<T>()> work, std::function<void(Result<T>)> then);
    [[nodiscard]] HostTime now() const { return terms_.now(); }

    boost::asio::io_context& context_;
    AccountStore accounts_;
    std::shared_ptr<spdlog::logger> log_;
    EndSockets end_sockets_;
    Terms terms_;
    RefusalLog refusals_;
    Sessions sessions_;
    SessionKeeper keeper_;
    Throttle throttle_;                   ///< passwords by network and name, codes by network
    Throttle account_throttle_;           ///< passwords by name, from places that it was never signed in from
    KnownPlaces known_places_;
    std::string accounts_stamp_ = "not looked at yet";
    bool is_looking_ = false;             ///< the other thread has not told yet
    Trouble accounts_trouble_;
    WaitingRoom waiting_;                 ///< people whose password is being checked
    boost::asio::thread_pool hashing_{1};
};

}  // namespace bowball::net
