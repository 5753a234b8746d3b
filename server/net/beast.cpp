// Beast, compiled once for the whole house.
#include <boost/beast/src.hpp>
