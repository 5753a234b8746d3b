// Who signs in and out, and with what: passwords are checked and accounts written on a thread of their own, for one takes a
// tenth of a second and 64 MiB. Everything else happens on the net thread.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <spdlog/logger.h>
#include <string>

#include "net/accounts.hpp"
#include "net/http.hpp"
#include "net/sessions.hpp"
#include "net/throttle.hpp"
#include "net/token_bucket.hpp"
#include "net/trouble.hpp"

namespace bowball::net {

/// Ends the sockets of a session with a close code. An empty key: of every session that is no longer held.
using EndSockets = std::function<void(const std::string& session, std::uint16_t code)>;

class SignIn {
public:
    SignIn(boost::asio::io_context& context, AccountStore accounts, std::shared_ptr<spdlog::logger> log, EndSockets end_sockets);
    ~SignIn();

    /// Who sent the request: by its cookie; a viewer otherwise.
    [[nodiscard]] Actor who(const HttpRequest& request) const;
    /// The key of the session the request is of; empty if there is none.
    [[nodiscard]] std::string session_of(const HttpRequest& request) const;
    [[nodiscard]] bool holds(const std::string& session) const;
    [[nodiscard]] Sessions& sessions() { return sessions_; }

    void sign_in(const HttpRequest& request, Answer answer);
    void sign_out(const HttpRequest& request, Answer answer);
    /// {"old_password","password"}. Who signed in by a code and has no account yet gives no old one.
    void change_password(const HttpRequest& request, Answer answer);

    /// Once a second: ends sessions that are too old, and those whose account `bowball user` took away.
    void look_around();

private:
    void sign_in_by_password(std::string name, std::string password, const HttpRequest& request, Answer answer);
    /// `password`: the account's hash; empty: by a code.
    [[nodiscard]] HttpAnswer welcome(const HttpRequest& request, const Actor& actor, const std::string& password);
    void note_refused(std::string_view what, const std::string& who);
    /// Runs `work` on the other thread and `then` with what it gave, or with why it failed, on this one.
    template <class T>
    void elsewhere(std::function<Result<T>()> work, std::function<void(Result<T>)> then);
    [[nodiscard]] static HostTime now();

    boost::asio::io_context& context_;
    AccountStore accounts_;
    std::shared_ptr<spdlog::logger> log_;
    EndSockets end_sockets_;
    TokenBucket refusals_said_{1, 20};
    Sessions sessions_;
    Throttle throttle_;                   ///< passwords by address and name, codes by address
    std::string accounts_stamp_ = "not looked at yet";
    Trouble accounts_trouble_;
    std::size_t waiting_ = 0;             ///< people whose password is being checked
    boost::asio::thread_pool hashing_{1};
};

}  // namespace bowball::net
