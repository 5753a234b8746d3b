// How many connections there are, altogether and from each address, or of each token. Who holds a Place is counted. Main net thread
// only, but a Place may be held, and be given back, on any.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>
#include <map>
#include <memory>
#include <string>

namespace bowball::net {

class Places {
public:
    struct Bounds {
        std::size_t most = 0;
        std::size_t most_of_one = 0;            ///< address or token
        std::size_t kept_for_officials = 0;   ///< beyond either bound
    };
    explicit Places(Bounds bounds) : bounds_(bounds) {}

    /// One connection's place; given back when it is destroyed. Must not outlive its Places.
    class Place {
    public:
        Place(Places& places, std::string whose, boost::asio::any_io_executor home) : places_(places), whose_(std::move(whose)), home_(std::move(home)) {}
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        /// Whether only officials may stay: there are too many, or memory is short.
        [[nodiscard]] bool is_kept_for_officials() const { return places_.is_crowded(whose_); }

    private:
        Places& places_;
        std::string whose_;
        boost::asio::any_io_executor home_;
    };

    /// Null if there is none left, kept ones included. `home`: where it is given back.
    [[nodiscard]] std::unique_ptr<Place> take(const boost::asio::ip::address& address, const boost::asio::any_io_executor& home);
    /// The same for all who come with one token, wherever from. `token`: its name.
    [[nodiscard]] std::unique_ptr<Place> take_by_token(const std::string& token, const boost::asio::any_io_executor& home);
    [[nodiscard]] std::size_t taken() const { return taken_; }

private:
    [[nodiscard]] std::unique_ptr<Place> take(std::string whose, const boost::asio::any_io_executor& home);
    void leave(const std::string& whose);
    [[nodiscard]] bool is_crowded(const std::string& whose) const;

    Bounds bounds_;
    std::size_t taken_ = 0;
    std::map<std::string, std::size_t> by_one_;   ///< address or token; empty: this computer
};

}  // namespace bowball::net
