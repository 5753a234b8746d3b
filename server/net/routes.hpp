// What each path answers. Plain requests in, plain answers out; everything but a password check answers at once.
#pragma once
#include <boost/asio/io_context.hpp>
#include <string>

#include "net/feed_client.hpp"
#include "net/http.hpp"
#include "net/pages.hpp"
#include "net/sign_in.hpp"
#include "net/snapshots.hpp"

namespace bowball::net {

class Routes {
public:
    Routes(boost::asio::io_context& context, ClientContext& clients, SignIn& sign_in, Snapshots& snapshots, const std::string& web_folder);

    void answer(const HttpRequest& request, Answer answer);

    /// Why a request for events cannot be taken: no topics, or none that this visitor may see. Else nothing.
    [[nodiscard]] std::optional<HttpAnswer> refuse_events(const HttpRequest& request) const;
    [[nodiscard]] ClientContext& clients() { return clients_; }

    /// Whether a page of this server sent it: requests of other sites are refused (pages of other origins, forged forms).
    [[nodiscard]] static bool is_same_origin(const HttpRequest& request);

private:
    void get(const HttpRequest& request, Answer answer);
    void post(const HttpRequest& request, Answer answer);
    [[nodiscard]] HttpAnswer get_me(const HttpRequest& request) const;
    void command(const HttpRequest& request, Answer answer);

    boost::asio::io_context& context_;
    ClientContext& clients_;
    SignIn& sign_in_;
    Snapshots& snapshots_;
    Pages pages_;
};

}  // namespace bowball::net
