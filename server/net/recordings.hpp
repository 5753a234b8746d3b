// What devices sent, byte for byte, as files to take away: for bug reports, and to look again at what a card or a line really said.
#pragma once
#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "net/file_shelf.hpp"
#include "net/http.hpp"

namespace bowball::net {

class Recordings {
public:
    /// `folder` may be empty: nothing is recorded. `taken`: answers of all shelves there are.
    Recordings(boost::asio::io_context& context, std::string folder, const std::shared_ptr<std::size_t>& taken);

    /// `rest` is what follows the collection's path: "" lists all, "/newest?device=NAME" brings that device's newest, "/NAME" one file
    /// of the list. Refuses with errc::not_found where there is none.
    void get(const std::string& rest, const HttpRequest& request, Answer answer);

private:
    std::string folder_;
    FileShelf shelf_;
};

}  // namespace bowball::net
