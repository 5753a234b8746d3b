#include "journal/chain.hpp"

#include <sodium.h>

namespace bowball::journal {

std::string make_epoch() {
    // Letters and digits that cannot be mistaken for one another when read aloud.
    constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string epoch;
    for (int i = 0; i < 12; ++i) epoch += alphabet[randombytes_uniform(32)];
    return epoch;
}

}  // namespace bowball::journal
