// What each path answers. Plain requests in, plain answers out; everything but a password check answers at once.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "net/accounts.hpp"
#include "net/http.hpp"
#include "net/pages.hpp"
#include "net/sessions.hpp"
#include "net/throttle.hpp"
#include "net/websocket_client.hpp"

namespace bowball::net {

class Routes {
public:
    Routes(boost::asio::io_context& context, ClientContext& clients, AccountStore accounts, const std::string& web_folder, std::function<HostTime()> now);
    ~Routes();

    void answer(const HttpRequest& request, Answer answer);

    /// Who sent the request: by its cookie; a viewer otherwise.
    [[nodiscard]] Actor who(const HttpRequest& request) const;
    /// Whether a page of this server sent it: requests of other sites are refused (pages of other origins, forged forms).
    [[nodiscard]] static bool is_same_origin(const HttpRequest& request);

    [[nodiscard]] Sessions& sessions() { return sessions_; }

private:
    void post(const HttpRequest& request, Answer answer);
    [[nodiscard]] HttpAnswer get_view(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_log(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_me(const HttpRequest& request) const;
    void sign_in(const HttpRequest& request, Answer answer);
    void sign_in_by_password(std::string name, std::string password, const std::string& address, Answer answer);
    void change_password(const HttpRequest& request, Answer answer);
    void command(const HttpRequest& request, Answer answer);
    [[nodiscard]] HttpAnswer welcome(const Actor& actor);

    boost::asio::io_context& context_;
    ClientContext& clients_;
    AccountStore accounts_;
    Pages pages_;
    Sessions sessions_;
    std::function<HostTime()> now_;
    boost::asio::thread_pool hashing_{1};   ///< argon2id takes a tenth of a second and 64 MiB: one at a time, never on the loop
    std::size_t waiting_sign_ins_ = 0;
    Throttle throttle_;                     ///< passwords by address and name, codes by address
};

}  // namespace bowball::net
