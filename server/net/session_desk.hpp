// Who is signed in, and where: for each his own sessions, for an admin all of them. Either ends what is not wanted.
#pragma once
#include "net/sign_in.hpp"

namespace bowball::net {

class SessionDesk {
public:
    SessionDesk(SignIn& sign_in, EndSockets end_sockets, std::shared_ptr<spdlog::logger> log) : sign_in_(sign_in), end_sockets_(std::move(end_sockets)), log_(std::move(log)) {}

    /// GET: {"sessions":[{"id","name","role","address","secure","age_s","unused_s","own"}]}, newest first; "own": the one that asks.
    [[nodiscard]] HttpAnswer list(const HttpRequest& request) const;
    /// POST {"id"}: ends it, its sockets too. Wants a password of the last minutes: a stolen session throws nobody out.
    [[nodiscard]] HttpAnswer end(const HttpRequest& request);

private:
    SignIn& sign_in_;
    EndSockets end_sockets_;
    std::shared_ptr<spdlog::logger> log_;
};

}  // namespace bowball::net
