// What each path answers. Plain requests in, plain answers out; everything but a password check answers at once.
#pragma once
#include <boost/asio/io_context.hpp>
#include <string>

#include "net/http.hpp"
#include "net/pages.hpp"
#include "net/sign_in.hpp"
#include "net/videos.hpp"
#include "net/websocket_client.hpp"

namespace bowball::net {

class Routes {
public:
    Routes(boost::asio::io_context& context, ClientContext& clients, SignIn& sign_in, Videos& videos, const std::string& web_folder);

    void answer(const HttpRequest& request, Answer answer);

    /// Whether a page of this server sent it: requests of other sites are refused (pages of other origins, forged forms).
    [[nodiscard]] static bool is_same_origin(const HttpRequest& request);

private:
    void video(const HttpRequest& request, Answer answer) const;
    void post(const HttpRequest& request, Answer answer);
    [[nodiscard]] HttpAnswer get_view(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_log(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer get_me(const HttpRequest& request) const;
    void command(const HttpRequest& request, Answer answer);

    boost::asio::io_context& context_;
    ClientContext& clients_;
    SignIn& sign_in_;
    Videos& videos_;
    Pages pages_;
};

}  // namespace bowball::net
